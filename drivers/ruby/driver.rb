# SPDX-License-Identifier: Apache-2.0 OR MIT
# Ruby's PTY: PTY.spawn, and io/console for the size. A read, a write and a wait each run in a thread.
require "base64"
require "io/console"
require "json"
require "pty"

$lock = Mutex.new

def answer(verb, members)
  $lock.synchronize { $stdout.syswrite(JSON.generate(members.merge(re: verb)) + "\n") }
end

def refusal(error)
  members = { error: error.message }
  if error.is_a?(SystemCallError)
    members.update(errno: error.class.name.split("::").last, code: error.errno)
    members.update(stage: "directory") if error.message.end_with?("chdir")
  end
  members
end

def status(status)
  return { code: status.exitstatus } unless status.signaled?
  { signal: status.termsig, name: "SIG" + Signal.signame(status.termsig), core: status.coredump? }
end

def read(most)
  { data: Base64.strict_encode64($reader.readpartial(most)) }
rescue EOFError, Errno::EIO
  { end: true }
rescue IOError # closed
  { end: true }
end

def write(data)
  $writer.write(Base64.strict_decode64(data))
  {}
rescue SystemCallError, IOError => e
  refusal(e)
end

def hello
  { protocol: 1, library: "Ruby PTY", version: RUBY_VERSION, verbs: [],
    capabilities: %w[CONTROLLING_TERMINAL POSIX_SIGNALS EXIT_SIGNAL ARGV0 LOCAL_PROCESS FAITHFUL_OUTPUT] }
end

# The size can only be set once the program is running: PTY.spawn has no argument for it.
def spawn_on_pty(r)
  program = [r["program"], r["argv0"] || r["program"]]
  options = { unsetenv_others: true, chdir: r["directory"] }.compact
  $reader, $writer, $pid = PTY.spawn(r["environment"], program, *r["arguments"], options)
  $reader.binmode
  $writer.binmode
  $writer.sync = true
  resize(r)
  { pid: $pid }
end

def resize(r)
  $writer.winsize = [r["rows"], r["columns"], r["xpixels"], r["ypixels"]]
  {}
end

def handle(r)
  case r["verb"]
  when "hello" then hello
  when "spawn" then spawn_on_pty(r)
  when "resize" then resize(r)
  when "signal"
    Process.kill(r["name"], $pid)
    {}
  when "close"
    [$reader, $writer].each(&:close)
    {}
  end
end

Thread.report_on_exception = false
$stdin.each_line do |line|
  r = JSON.parse(line)
  case r["verb"]
  when "read" then Thread.new { answer("read", read(r["max"])) }
  when "write" then Thread.new { answer("write", write(r["data"])) }
  when "wait" then Thread.new { answer("wait", status(Process.wait2($pid)[1])) }
  else
    begin
      answer(r["verb"], handle(r))
    rescue StandardError => e
      answer(r["verb"], refusal(e))
    end
  end
end
