internal import FuzzTargets
internal import Glibc

/// libFuzzer's entry. `ONEPW_FUZZ` names the target.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  target.run(UnsafeRawBufferPointer(start: start, count: count))
  return 0
}

private let target: FuzzTarget = {
  guard let name = getenv("ONEPW_FUZZ"), let target = FuzzTarget(rawValue: String(cString: name)) else {
    fatalError("ONEPW_FUZZ has to be one of \(FuzzTarget.allCases.map(\.rawValue))")
  }
  return target
}()
