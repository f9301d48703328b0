import Foundation
import Testing

@Suite("An installation", .enabled(if: Shell.has("make", "man"), "needs make and man"))
struct InstallTests {
  @Test("gives working tools, their manual and completions, and goes without a trace")
  func roundTrip() async throws {
    let shell = try Shell(server: false)
    let install =
      "make --silent --directory \(checkout.path) DESTDIR=\(shell.folder)/root PREFIX=/usr RELEASE=\(Shell.tools)"
    let answer = try await shell.run(
      """
      set -e
      \(install) install
      for tool in opgen opload opidx opq opstat; do
        root/usr/bin/$tool --version
        man --manpath=root/usr/share/man --where $tool
        test -s root/usr/share/bash-completion/completions/$tool
        test -s root/usr/share/zsh/site-functions/_$tool
        test -s root/usr/share/fish/vendor_completions.d/$tool.fish
      done
      man --manpath=root/usr/share/man --where 5 onepw-events
      man --manpath=root/usr/share/man --where 7 onepw-queries
      \(install) uninstall
      test -z "$(find root -type f)"
      """)
    #expect(answer.status == 0, "\(answer.errors)")
  }

  @Test("keeps to its folder where that has a blank in its name")
  func blank() async throws {
    let shell = try Shell(server: false)
    let make =
      "make --silent --directory \(checkout.path) DESTDIR=\"$PWD/my root\" PREFIX='/usr local' RELEASE=\(Shell.tools)"
    let answer = try await shell.run(
      """
      echo mine > my
      \(make) install && 'my root/usr local/bin/opgen' --version && \(make) uninstall && find . -type f
      """)
    #expect(answer.status == 0 && answer.output.hasSuffix("\n./my\n"), "\(answer.output)\(answer.errors)")
  }
}
