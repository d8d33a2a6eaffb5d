# Mail::DKIM, https://metacpan.org/dist/Mail-DKIM; called as bench/peers/common.ts says.
use strict;
use warnings;
use Mail::DKIM::Verifier;
use Net::DNS;

my ( $folder, $keys_file, $seconds ) = @ARGV;
my @messages;
for my $path ( sort glob( quotemeta($folder) . '/*.eml' ) ) {
    open my $file, '<:raw', $path or die "$path: $!";
    local $/;
    push @messages, scalar <$file>;
}
my %keys;
open my $file, '<', $keys_file or die "$keys_file: $!";
while (<$file>) {
    chomp;
    my ( $name, $record ) = split /\t/;
    my $packet = Net::DNS::Packet->new( $name, 'TXT' );
    my @strings = unpack '(a250)*', $record;
    $packet->push( answer => Net::DNS::RR->new( name => $name, type => 'TXT', txtdata => \@strings ) );
    $packet->header->rcode('NOERROR');
    $keys{$name} = $packet;
}

package Keys;
sub new { return bless {}, shift }
sub send { my ( $self, $name ) = @_; return $keys{$name} }
sub errorstring { return 'NOERROR' }

package main;
Mail::DKIM::DNS::resolver( Keys->new );

sub verify {
    my $verifier = Mail::DKIM::Verifier->new;
    $verifier->PRINT( $_[0] );
    $verifier->CLOSE;
    return $verifier->result eq 'pass';
}

sub cpu { my ( $user, $system ) = times; return $user + $system }

verify($_) for @messages;
my ( $verified, $count ) = ( 0, 0 );
my $began = cpu();
while (1) {
    for my $message (@messages) {
        $verified++ if verify($message);
        $count++;
    }
    my $taken = cpu() - $began;
    if ( $taken >= $seconds ) {
        print "$verified $count $taken\n";
        last;
    }
}
