/// An operating system as devices and clients name it, and what runs on it.
struct System: Sendable {
  /// As the device directory writes it.
  let name: StaticString
  /// As clients report it.
  let clientName: StaticString
  let versions: [StaticString]
  let models: [StaticString]
  let app: StaticString
  let builds: [StaticString]
  let browsers: [Browser]
  /// What people call such a device.
  let noun: StaticString

  struct Browser: Sendable {
    let name: StaticString
    let version: StaticString
  }
}

extension System {
  private static let chrome = Browser(name: "Chrome", version: "131.0.0.0")
  private static let edge = Browser(name: "Edge", version: "131.0.2903.51")
  private static let firefox = Browser(name: "Firefox", version: "132.0")
  private static let safari = Browser(name: "Safari", version: "18.1")
  static let extensionBuilds: [StaticString] = ["81050004", "81052002", "81054016", "81055002"]
  static let webBuilds: [StaticString] = ["1988", "1994", "2001", "2007"]

  static let mac = System(
    name: "macOS", clientName: "MacOSX", versions: ["14.5", "14.7.1", "15.0.1", "15.1"],
    models: ["MacBook Pro", "MacBook Air", "Mac mini", "iMac"], app: "1Password for Mac",
    builds: ["81050017", "81052019", "81054023", "81055033"], browsers: [chrome, safari, firefox], noun: "MacBook")
  static let windows = System(
    name: "Windows", clientName: "Windows 11", versions: ["10.0.22621", "10.0.22631", "10.0.26100"],
    models: ["ThinkPad X1 Carbon", "Surface Laptop 6", "Latitude 7440", "EliteBook 840"], app: "1Password for Windows",
    builds: ["81050015", "81052021", "81054020", "81055028"], browsers: [chrome, edge, firefox], noun: "laptop")
  static let linux = System(
    name: "Linux", clientName: "Linux", versions: ["6.1.0", "6.8.0", "6.11.5"],
    models: ["ThinkPad T14", "XPS 13", "Framework Laptop 13"], app: "1Password for Linux",
    builds: ["81050012", "81054018", "81055025"], browsers: [firefox, chrome], noun: "workstation")
  static let phone = System(
    name: "iOS", clientName: "iOS", versions: ["17.6.1", "18.0.1", "18.1"],
    models: ["iPhone 13", "iPhone 14 Pro", "iPhone 15", "iPhone 16 Pro", "iPad Air"], app: "1Password for iOS",
    builds: ["81050008", "81052013", "81054011", "81055014"], browsers: [safari], noun: "iPhone")
  static let android = System(
    name: "Android", clientName: "Android", versions: ["13", "14", "15"],
    models: ["Pixel 8", "Pixel 9 Pro", "Galaxy S24", "Galaxy A55"],
    app: "1Password for Android", builds: ["81050009", "81052010", "81054012", "81055016"], browsers: [chrome],
    noun: "phone")
}

extension Array {
  /// An element by a draw; the array is not empty.
  @inline(__always) func chosen(_ draw: UInt64) -> Element { self[draw.below(count)] }
}
