internal import CMongo

/// The C driver, initialised once and never cleaned up: the process ends with it.
enum Driver {
  static let isReady: Bool = {
    // Its default handler prints to standard output, which is data.
    mongoc_log_set_handler(nil, nil)
    mongoc_init()
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
