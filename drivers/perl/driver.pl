# SPDX-License-Identifier: Apache-2.0 OR MIT
# IO::Pty: the terminal, its size and its controlling process; fork and exec are Perl's, as its documentation shows.
use strict;
use warnings;
use IO::Pty;
use IO::Select;
use JSON::PP;
use MIME::Base64;
use POSIX ':sys_wait_h';
use Config;

my ($pty, $pid, $most, $waiting, $pending, $open) = (undef, undef, 0, 0, '', 0);
my @names = split ' ', $Config{sig_name};
my $json = JSON::PP->new->ascii;

sub answer { my ($verb, %members) = @_; syswrite STDOUT, $json->encode({ %members, re => $verb }) . "\n"; }

sub refuse { my ($verb, $text, @more) = @_; answer($verb, error => "$text: $!", errno => (grep { $!{$_} } keys %!)[0] // '', code => $! + 0, @more) }

sub set_size { my ($to, $r) = @_; $to->set_winsize(@$r{qw(rows columns xpixels ypixels)}); }

sub spawn {
    my $r = shift;
    $pty = IO::Pty->new or return refuse('spawn', 'IO::Pty');
    $pid = fork // return refuse('spawn', 'fork');
    if (!$pid) {
        $pty->make_slave_controlling_terminal();
        my $slave = $pty->slave;
        close $pty;
        set_size($slave, $r);
        chdir($r->{directory} // '.') or POSIX::_exit(127);
        POSIX::dup2($slave->fileno, $_) for 0 .. 2;
        close $slave;
        %ENV = map { utf8::encode(my $c = $_); $c } %{ $r->{environment} };
        my @words = map { utf8::encode(my $c = $_); $c } ($r->{program}, $r->{argv0} // $r->{program}, @{ $r->{arguments} });
        my $program = shift @words;
        { no warnings; exec { $program } @words; }
        POSIX::_exit(127);
    }
    $pty->close_slave;
    $pty->blocking(0);
    $open = 1;
    answer('spawn', pid => $pid + 0);
}

sub collect {
    return if !$waiting || waitpid($pid, WNOHANG) != $pid;
    $waiting = 0;
    my $status = $?;
    my $signal = $status & 127;
    my $core = $status & 128 ? JSON::PP::true : JSON::PP::false;
    answer('wait', $signal ? (signal => $signal, name => "SIG$names[$signal]", core => $core) : (code => $status >> 8));
}

my %verbs = (
    hello => sub {
        answer('hello', protocol => 1, library => 'IO::Pty', version => "$IO::Pty::VERSION", verbs => [],
            limits => { map { $_ => 'it makes the terminal; its caller runs the program' } qw(SPAWN-06 SPAWN-07 SPAWN-08) }, capabilities =>
            [qw(CONTROLLING_TERMINAL POSIX_SIGNALS EXIT_SIGNAL ARGV0 PIXEL_SIZE LOCAL_PROCESS FAITHFUL_OUTPUT)]);
    },
    spawn => \&spawn,
    read => sub { $most = $_[0]{max} },
    write => sub { $pending = decode_base64($_[0]{data}) },
    wait => sub { $waiting = 1 },
    resize => sub { set_size($pty, $_[0]); answer('resize') },
    signal => sub { kill($_[0]{name}, $pid) ? answer('signal') : refuse('signal', 'kill') },
    close => sub { $open = 0; close $pty; answer('close') },
);

pipe(my $ended, my $child_ended) or die;
$SIG{CHLD} = sub { syswrite $child_ended, '.' };
my $input = '';
while (1) {
    my $reading = IO::Select->new(\*STDIN, $ended);
    my $writing = IO::Select->new;
    $reading->add($pty) if $open && $most;
    $writing->add($pty) if $open && length $pending;
    my ($readable, $writable) = IO::Select->select($reading, $writing, undef) or next;
    for my $file (@$readable) {
        if ($file == \*STDIN) {
            sysread STDIN, $input, 65536, length $input or exit;
            while ($input =~ s/^(.*)\n//) { my $r = decode_json($1); $verbs{ $r->{verb} }->($r) }
        } elsif ($file == $ended) {
            sysread $ended, my $dots, 100;
        } elsif ($open && $most) {
            my $count = sysread($pty, my $data, $most);
            next if !defined $count && $!{EAGAIN};
            $most = 0;
            answer('read', $count ? (data => encode_base64($data, '')) : (end => JSON::PP::true));
        }
    }
    if ($open && length $pending && @$writable) {
        my $count = syswrite $pty, $pending;
        if (!defined $count && !$!{EAGAIN}) { $pending = ''; refuse('write', 'write') }
        elsif ($count) { substr $pending, 0, $count, ''; answer('write') if !length $pending }
    }
    collect();
}
