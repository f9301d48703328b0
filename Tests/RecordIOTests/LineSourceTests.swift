import Glibc
import Testing

@testable import RecordIO

@Suite("A source of lines")
struct LineSourceTests {
  @Test("hands out every line once, in order, whatever the sizes of the writes", arguments: 0..<8)
  func handsOutEveryLine(seed: Int) throws {
    var generator = SplitMix(state: UInt64(seed))
    var lines: [[UInt8]] = []
    for _ in 0..<Int.random(in: 1...4000, using: &generator) {
      let length = Int.random(in: 0...20, using: &generator) == 0 ? 300_000 : 700
      lines.append([UInt8](repeating: UInt8(ascii: "x"), count: Int.random(in: 0...length, using: &generator)))
    }
    let text = Array(lines.joined(separator: [0x0A])) + (seed % 2 == 0 ? [0x0A] : [])
    let read = try read(text, piece: Int.random(in: 1...200_000, using: &generator))
    #expect(read.lines == lines || read.lines == lines.dropLast() && lines.last == [])
    #expect(read.numbers == Array(1...max(read.lines.count, 1)))
    #expect(read.isCutOff == (seed % 2 == 1 && lines.last != []))
  }

  @Test("drops a byte order mark at the very start only")
  func dropsByteOrderMark() throws {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let read = try read(mark + [0x61, 0x0A] + mark + [0x62, 0x0A], piece: 100)
    #expect(read.lines == [[0x61], mark + [0x62]])
  }

  @Test("keeps the beginning of a line that is too long, and goes on behind it")
  func reportsOversizeLines() throws {
    let long = [UInt8](repeating: UInt8(ascii: "y"), count: LineSource.longestLine + 12_345)
    let read = try read([0x61, 0x0A] + long + [0x0A, 0x62, 0x0A, 0x63, 0x0A], piece: 1 << 20)
    #expect(read.lines.map(\.count) == [1, LineSource.keptOfOversize, 1, 1])
    #expect(read.oversize == [long.count])
    #expect(read.numbers == [1, 2, 3, 4])
  }

  @Test("leaves a line without an end as soon as it is told to stop")
  func stopsWithinALine() throws {
    let zeros = open("/dev/zero", O_RDONLY)
    defer { close(zeros) }
    var source = LineSource(descriptor: zeros)
    var block = LineBlock()
    var asked = 0
    let filled = try source.fill(&block) {
      asked += 1
      return asked > 200
    }
    #expect(!filled && source.bytesRead > LineSource.longestLine)
    #expect(try !source.fill(&block))
  }

  @Test("takes a line of exactly the greatest length")
  func takesTheLongestLine() throws {
    let long = [UInt8](repeating: UInt8(ascii: "z"), count: LineSource.longestLine)
    let read = try read(long + [0x0A, 0x62], piece: 1 << 20)
    #expect(read.lines.map(\.count) == [long.count, 1])
    #expect(read.oversize.isEmpty)
  }

  @Test("passes on what a slow producer has written after a fifth of a second")
  func doesNotWaitForAFullBlock() throws {
    let pipe = try Pipe()
    pipe.write([0x61, 0x0A, 0x62])
    var source = LineSource(descriptor: pipe.reader)
    var block = LineBlock()
    let start = milliseconds()
    #expect(try source.fill(&block))
    #expect(Array(block.bytes) == [0x61, 0x0A])
    #expect((150..<10_000).contains(milliseconds() - start))
    pipe.closeWriter()
    #expect(try source.fill(&block))
    #expect(Array(block.bytes) == [0x62, 0x0A])
    #expect(block.firstLine == 2 && block.endsUnterminated)
    #expect(try !source.fill(&block))
  }

  @Test("passes on the lines behind one that is too long after a fifth of a second")
  func doesNotWaitBehindAnOversizeLine() throws {
    let pipe = try Pipe()
    // A multiple of the piece, so that what follows arrives together.
    let long = [UInt8](repeating: UInt8(ascii: "y"), count: 17 << 20)
    let writer = Producer(pipe, long + [0x0A, 0x62, 0x0A], 1 << 20, closes: false)
    defer {
      writer.join()
      pipe.closeWriter()
    }
    var source = LineSource(descriptor: pipe.reader)
    var block = LineBlock()
    #expect(try source.fill(&block))
    #expect(block.oversize == long.count)
    let start = milliseconds()
    #expect(try source.fill(&block) { milliseconds() - start > 10_000 })
    #expect(Array(block.bytes) == [0x62, 0x0A] && block.firstLine == 2)
    #expect(milliseconds() - start < 10_000)
  }

  private struct Reading {
    var lines: [[UInt8]] = []
    var numbers: [Int] = []
    var oversize: [Int] = []
    var isCutOff = false
  }

  /// Writes `text` into a pipe from another thread, in pieces, and reads it as blocks.
  private func read(_ text: [UInt8], piece: Int) throws -> Reading {
    let pipe = try Pipe()
    let writer = Producer(pipe, text, piece)
    defer { writer.join() }
    var source = LineSource(descriptor: pipe.reader)
    var block = LineBlock()
    var reading = Reading()
    while try source.fill(&block) {
      if let length = block.oversize {
        reading.oversize.append(length)
        reading.lines.append(Array(block.bytes))
        reading.numbers.append(block.firstLine)
        continue
      }
      var number = block.firstLine
      for line in Array(block.bytes).split(separator: 0x0A, omittingEmptySubsequences: false).dropLast() {
        reading.lines.append(Array(line))
        reading.numbers.append(number)
        number += 1
      }
      #expect(number == block.firstLine + block.lines)
      reading.isCutOff = block.endsUnterminated
    }
    return reading
  }
}

private func milliseconds() -> Int {
  var now = timespec()
  clock_gettime(CLOCK_MONOTONIC, &now)
  return now.tv_sec * 1000 + now.tv_nsec / 1_000_000
}

/// A generator whose sequence is known.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

private final class Pipe: Sendable {
  let reader: Int32
  private let writer: Int32

  init() throws {
    var ends: [Int32] = [0, 0]
    // Not pipe(2): a program that another test starts meanwhile would keep the writing end open.
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    try #require(socketpair(AF_UNIX, kind, 0, &ends) == 0)
    (reader, writer) = (ends[0], ends[1])
  }

  func write(_ bytes: some Sequence<UInt8>) {
    let bytes = Array(bytes)
    var start = 0
    while start < bytes.count {
      let written = bytes.withUnsafeBytes { Glibc.write(writer, $0.baseAddress! + start, bytes.count - start) }
      guard written > 0 else { return }
      start += written
    }
  }

  func closeWriter() { close(writer) }

  deinit { close(reader) }
}

/// Writes on a thread of its own, since a pipe holds less than a test does.
private final class Producer {
  private var thread = pthread_t()

  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  init(_ pipe: Pipe, _ text: [UInt8], _ piece: Int, closes: Bool = true) {
    let work = Work {
      for start in stride(from: 0, to: text.count, by: piece) {
        pipe.write(text[start..<min(start + piece, text.count)])
      }
      if closes { pipe.closeWriter() }
    }
    pthread_create(
      &thread, nil,
      { argument in
        Unmanaged<Work>.fromOpaque(argument!).takeRetainedValue().body()
        return nil
      }, Unmanaged.passRetained(work).toOpaque())
  }

  func join() { pthread_join(thread, nil) }
}
