/// The version that all five tools report; CHANGELOG.md tells what is in it.
package let toolkitVersion = "1.0.0"
