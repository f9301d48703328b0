internal import Glibc
package import RecordIO

/// The world outside a tool: standard streams, terminal, environment, clock. A test brings its own.
package struct Streams: ~Copyable {
  /// Standard output: data only.
  package var output: Output
  package let input: Int32
  package let errors: Int32
  /// What standard output is connected to.
  package let terminal: Terminal?
  /// What standard error is connected to; progress is shown only there.
  package let errorTerminal: Terminal?
  package let environment: [String: String]

  package init(
    output: consuming Output, input: Int32 = 0, errors: Int32 = 2, terminal: Terminal? = nil,
    errorTerminal: Terminal? = nil,
    environment: [String: String] = [:]
  ) {
    self.output = output
    self.input = input
    self.errors = errors
    self.terminal = terminal
    self.errorTerminal = errorTerminal
    self.environment = environment
  }

  package static func ofProcess() -> Streams {
    let environment = Environment.ofProcess()
    return Streams(
      output: Output(descriptor: 1), terminal: Terminal(descriptor: 1, environment: environment),
      errorTerminal: Terminal(descriptor: 2, environment: environment), environment: environment)
  }

  /// Takes the place of standard streams that are closed, lest the next file or connection gets it and what belongs on
  /// standard output. Reading or writing there stays an error.
  static func holdClosed() {
    for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) < 0 {
      _ = unsafe open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
    }
  }

  /// One line on standard error.
  package func say(_ message: String) { Self.say(message, on: errors) }

  /// One line on a descriptor, from any thread. Credentials of connection strings are not said, and nothing that commands a
  /// terminal: messages quote keys of the input and words of the command line.
  package static func say(_ message: String, on descriptor: Int32) {
    put(DisplayWidth.harmless(message.withoutCredentials) + "\n", on: descriptor)
  }

  /// Text as it is. What cannot be said there is lost: there is nowhere else to say it.
  package static func put(_ text: String, on descriptor: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while let base = rest.baseAddress, unsafe !rest.isEmpty {
        let written = unsafe write(descriptor, base, rest.count)
        if written < 0 && mayWriteAgain(to: descriptor, after: errno) { continue }
        guard written > 0 else { return }
        unsafe rest = UnsafeRawBufferPointer(rebasing: rest[written...])
      }
    }
  }

  /// Text for a person on standard output: help, a list.
  package mutating func print(_ text: String) {
    output.append(text)
    output.append("\n")
  }
}
