import Glibc

// Plain `posix_spawn`: swift-subprocess ties a child's life to the scope that started it, and a shared server outlives every test's.

/// Starts a program in a process group of its own, so that Ctrl-C reaches the tests first.
///
/// - Parameters:
///   - command: The program's path and its arguments.
///   - output: A file for standard output and standard error; `/dev/null` without.
///   - input: A descriptor to be standard input; `/dev/null` without.
func spawn(_ command: [String], output: String = "/dev/null", input: Int32? = nil) throws(TestServerError) -> pid_t {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  if let input {
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
  } else {
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
  }
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
  posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)

  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))

  var arguments = command.map { strdup($0) } + [nil]
  defer { for argument in arguments { free(argument) } }
  // mongod refuses to start under a locale that is not installed.
  var environment = [strdup("PATH=/usr/bin:/bin"), strdup("LC_ALL=C"), nil]
  defer { for entry in environment { free(entry) } }

  var process: pid_t = 0
  let code = posix_spawn(&process, command[0], &actions, &attributes, &arguments, &environment)
  guard code == 0 else { throw .system(call: "posix_spawn \(command[0])", code: code) }
  return process
}

/// Sends `signal` and waits for the process, so that its number is free and its port closed; gives `waitpid`'s status.
func end(_ process: pid_t, with signal: Int32) -> Int32 {
  var status: Int32 = 0
  // A frozen server hears of the signal only when it is thawed.
  kill(process, signal)
  kill(process, SIGCONT)
  while waitpid(process, &status, 0) == -1 && errno == EINTR {}
  return status
}
