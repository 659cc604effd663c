package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A power cut, a canary, and viewers from other machines. */
class SurvivesTest {
    /** The launcher looks for it in everything the tests wrote. */
    private static final String CANARY = "canary-" + "Xq7vR2mK9";

    @TempDir
    private Path folder;

    @Test
    void afterAPowerCutEverythingIsThereAndTheChannelGoesOnCounting() throws Exception {
        long sequence;
        try (HeadwaterProcess first = HeadwaterProcess.up(folder, "--no-demo")) {
            first.command("channel", "add", "Card", "--source", "testcard:", "--ladder", "tiny");
            first.command("line", "add", "ada", "--password", CANARY);
            HeadwaterProcess.Line line = new HeadwaterProcess.Line(first.base(), "ada", CANARY);
            Eventually.withinSeconds(60)
                    .until("the channel has counted", () -> playlist(line).mediaSequence() >= 2);
            sequence = playlist(line).nextSequence();
            first.kill();
        }
        try (HeadwaterProcess second = HeadwaterProcess.up(folder, "--no-demo")) {
            HeadwaterProcess.Line again = new HeadwaterProcess.Line(second.base(), "ada", CANARY);
            assertThat(playlist(again).nextSequence()).isGreaterThanOrEqualTo(sequence);
            Eventually.withinSeconds(30)
                    .until("the channel goes on", () -> playlist(again).nextSequence() > sequence + 1);
            assertThat(second.command("channel", "list").findValuesAsText("name"))
                    .containsExactly("Card");
            // Failures carry it too: neither may show up anywhere.
            Http.get(second.uri("/live/ada/" + CANARY + "x/1.m3u8"));
            Http.get(second.uri("/player_api.php?username=" + CANARY + "&password=" + CANARY));
        }
    }

    @Test
    void aViewerOfTheLanPlaysAndNobodyKnowsTheDemoPassword() throws Exception {
        Optional<String> address = lanAddress();
        Assumptions.assumeTrue(address.isPresent(), "this machine has no address but loopback");
        try (HeadwaterProcess headwater = HeadwaterProcess.up(folder, "--bind", "0.0.0.0")) {
            assertThat(headwater.output()).contains("http://" + address.get() + ":");
            String port = headwater.base().replaceAll(".*:", "");
            String base = "http://" + address.get() + ":" + port;
            assertThat(Http.get(base + "/live/demo/demo/1.m3u8").statusCode()).isEqualTo(401);
            String password =
                    headwater.command("line", "show", "demo").path("password").asText();
            URI segment = Http.signedSegment(new HeadwaterProcess.Line(base, "demo", password).channel(1));
            assertThat(segment.getHost()).isEqualTo(address.get());
            assertThat(Http.get(segment).statusCode()).isEqualTo(200);
        }
    }

    private static Playlist playlist(HeadwaterProcess.Line line) {
        return Playlist.read(Playlist.mediaOf(line.channel(1)));
    }

    private static Optional<String> lanAddress() throws Exception {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(a -> a instanceof Inet4Address && !a.isLoopbackAddress() && !a.isLinkLocalAddress())
                .map(InetAddress::getHostAddress)
                .findFirst();
    }
}
