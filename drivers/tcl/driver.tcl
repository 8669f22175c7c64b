# SPDX-License-Identifier: Apache-2.0 OR MIT
# Expect: spawn, stty_init for the size, stty for another one, wait. Its channel is read and written as Tcl's are.
package require Expect
package require json
package require json::write
log_user 0
json::write indented false
set most 0

proc text {value} { json::write string $value }
proc answer {verb args} {
    puts [encoding convertto utf-8 [json::write object {*}$args re [text $verb]]]
    flush stdout
}
proc refuse {verb message code} {
    if {[lindex $code 0] eq "POSIX"} {
        answer $verb error [text $message] errno [text [lindex $code 1]] code $::errnos([lindex $code 1])
    } else {
        answer $verb error [text $message]
    }
}
array set errnos {ENOENT 2 E2BIG 7 ENOEXEC 8 EACCES 13 ENOTDIR 20 EISDIR 21 ESRCH 3 EIO 5 ELOOP 40}
array set numbers {SIGHUP 1 SIGINT 2 SIGQUIT 3 SIGABRT 6 SIGKILL 9 SIGUSR1 10 SIGSEGV 11 SIGPIPE 13 SIGTERM 15}

proc start {r} {
    global env stty_init spawn_id spawn_out pid
    if {[dict exists $r directory] && [catch {cd [dict get $r directory]} message]} {
        return [answer spawn error [text $message] stage [text directory]]
    }
    foreach name [array names env] { unset env($name) }
    array set env [dict get $r environment]
    set stty_init "rows [dict get $r rows] columns [dict get $r columns]"
    spawn -noecho [dict get $r program] {*}[dict get $r arguments]
    set pid [exp_pid -i $spawn_id]
    fconfigure $spawn_id -translation binary -blocking 0 -buffering none
    remove_nulls -i $spawn_id 0
    answer spawn pid $pid
}

# wait blocks, and so is called once the program has ended.
proc report {} {
    global pid numbers
    set stat [open /proc/$pid/stat]
    set ended [regexp {\) Z} [read $stat]]
    close $stat
    if {!$ended} { return [after 20 report] }
    set exit [wait -i $::spawn_id]
    if {[lindex $exit 4] eq "CHILDKILLED"} {
        answer wait signal $numbers([lindex $exit 5]) name [text [lindex $exit 5]]
    } else {
        answer wait code [lindex $exit 3]
    }
}

proc readable {} {
    global most spawn_id
    if {[catch {read $spawn_id $most} data] || ($data eq {} && [eof $spawn_id])} {
        fileevent $spawn_id readable {}
        answer read end true
    } elseif {$data ne {}} {
        fileevent $spawn_id readable {}
        answer read data [text [binary encode base64 $data]]
    }
}

proc handle {r} {
    global most spawn_id
    switch [set verb [dict get $r verb]] {
        hello {
            answer hello protocol 1 library [text Expect] version [text [package provide Expect]] verbs {[]} \
                limits [json::write object SPAWN-04 [text "Tcl 8.6 has no characters beyond the basic plane, as it documents"]] \
                capabilities [json::write array {*}[lmap name {CONTROLLING_TERMINAL POSIX_SIGNALS EXIT_SIGNAL
                    LOCAL_PROCESS FAITHFUL_OUTPUT} {text $name}]]
        }
        spawn { start $r }
        read { set most [dict get $r max]; fileevent $spawn_id readable readable }
        write { send -i $spawn_id -raw -- [binary decode base64 [dict get $r data]]; answer write }
        wait { report }
        resize {
            stty rows [dict get $r rows] columns [dict get $r columns] < $::spawn_out(slave,name)
            answer resize
        }
        signal { exec kill -s [string range [dict get $r name] 3 end] $::pid; answer signal }
        close { close -i $spawn_id; answer close }
    }
}
proc request {} {
    if {[gets stdin line] < 0} { if {[eof stdin]} { exit } else { return } }
    set r [json::json2dict [encoding convertfrom utf-8 $line]]
    if {[catch {handle $r} message options]} { refuse [dict get $r verb] $message [dict get $options -errorcode] }
}
fconfigure stdin -translation binary -blocking 0
fconfigure stdout -translation binary
fileevent stdin readable request
vwait forever
