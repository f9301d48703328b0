internal import CMongo
internal import Glibc

/// The C driver, initialised once and never cleaned up: the process ends with it.
enum Driver {
  static let isReady: Bool = {
    // Its default handler prints to standard output, which is data. To name the pointer is what puts it into the program.
    onepw_silence_driver_early()
    mongoc_init()
    // It counts in shared memory for a program that watches it. A process that is killed would leave that for ever, and a later one of
    // the same number would warn on standard error. Nothing changes for this process, which has it mapped.
    shm_unlink("/mongoc-\(getpid())")
    return true
  }()

  static let version = "libmongoc \(String(cString: mongoc_get_version()))"
}

/// The driver's name and version, for `--version`.
package var driverVersion: String { Driver.version }

/// A pointer that C promises, or the end of the program: what C returns as null here means that memory is out.
func required<Pointer>(_ pointer: Pointer?, from function: StaticString) -> Pointer {
  guard let pointer else { fatalError("\(function) returned null: out of memory") }
  return pointer
}
