import Glibc
import RecordIO
import Testing
import ToolSupport

@testable import opgen

@Suite("opgen's command line")
struct OpGenOptionsTests {
  private func run(_ line: String, to path: String = "/dev/null") -> Int32 {
    let (output, nowhere) = (open(path, O_WRONLY | O_CLOEXEC), open("/dev/null", O_WRONLY | O_CLOEXEC))
    defer {
      close(output)
      close(nowhere)
    }
    var streams = Streams(output: Output(descriptor: output), errors: nowhere, terminal: nil, environment: [:])
    return OpGen.main(line.split(separator: " ").map(String.init), &streams).code
  }

  @Test(
    "refuses what it could only do in part, or not at all",
    arguments: [
      "--scenario all --follow", "--scenario brute-force --pages 100", "--follow --pages 100", "--follow --slice 1/2",
      "--pages 100 --merge", "--count 3", "--rate 5/s", "--follow --end now", "--follow --days 3",
      "--follow --threads 2",
      "--follow --merge", "--follow --late 0.1", "--follow --locations", "--labels x", "--describe --list-scenarios",
      "--users 5 --sparse", "--users 5 --merge", "--audit 5 --late 0.1", "--sessions --pages 5", "--follow --audit 0",
      "--signins 10 --items 0 --scenario bulk-reveal", "--vaults 0 --items 0 --scenario vault-exports",
    ])
  func refuses(line: String) { #expect(run(line) == 64) }

  @Test(
    "refuses values that mean nothing",
    arguments: [
      "--audit -1", "--audit 1000000000001", "--users 4000000001", "--scale 0", "--scale nan", "--days 0",
      "--failure-rate 1.1", "--end tomorrow",
      "--slice 0/2", "--slice 3/2", "--slice 1", "--threads 0", "--pages 0", "--pages 1001", "--api v3", "--late -0.1",
      "--late 1",
      "--duplicates 2", "--seed -1", "--scenario brute", "--scenario brute-force=x", "--scenario brute-force,attempts",
      "--scenario brute-force,attempts=0", "--scenario brute-force,colour=1", "--scenario all=1,attempts=3",
      "--scenario sso-changes,action=create", "--follow --rate 0/s", "--follow --rate 5",
      "--follow --rate 0.01/h --count 0", "--follow --count -1",
    ])
  func values(line: String) { #expect(run(line) == 64) }

  @Test(
    "takes what goes together",
    arguments: [
      "--audit 0", "--audit 100 --slice 1/7 --threads 3", "--follow --count 0",
      "--follow --audit 5 --rate 90/m --count 0",
      "--audit 90 --pages 7 --duplicates 0.5 --api v2 --slice 2/3", "--scale 0.01 --merge --late 0.3 --duplicates 1",
      "--audit 50 --scenario brute-force=2,attempts=25,minutes=30 --scenario all --sparse --api v2", "--describe",
      "--list-scenarios", "--failure-rate 1 --audit 10 --users 10", "--locations --extended-json",
    ])
  func takes(line: String) { #expect(run(line) == 0) }

  @Test(
    "says that a full disk is full", .enabled(if: access("/dev/full", W_OK) == 0, "needs /dev/full"),
    arguments: ["--audit 10000", "--list-scenarios", "--describe", "--follow --count 1 --rate 1000/s"])
  func fullDisk(line: String) { #expect(run(line, to: "/dev/full") == 74) }

  @Test("says that the labels' disk is full", .enabled(if: access("/dev/full", W_OK) == 0, "needs /dev/full"))
  func fullDiskOfLabels() {
    var (before, after) = (stat(), stat())
    stat("/dev/full", &before)
    #expect(run("--audit 10 --scenario all=3 --labels /dev/full") == 74)
    stat("/dev/full", &after)
    // The file is made its owner's alone; a device is not.
    #expect(before.st_mode == after.st_mode)
  }
}
