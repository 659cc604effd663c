package dev.headwater.core.playback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.account.Credentials;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaybackTest extends PlaybackFixture {
    @Test
    void anAppComesInWithItsPasswordAndGoesOnWithATicket() {
        String multivariant = text(enter(ADA, CHANNEL));
        assertThat(uris(multivariant)).singleElement().asString().matches("/play/[A-Za-z0-9_-]{64}/720p/index\\.m3u8");
        String media = text(playback.playlist(ticket(), "720p", WATCHING));
        assertThat(uris(media)).hasSize(4).allMatch(uri -> uri.matches("[0-9a-f-]+\\.ts"));
        assertThat(multivariant + media).doesNotContain("ada").doesNotContain("s3cret-word");
    }

    @Test
    void refusalsSayWhichKind() {
        assertThat(enter(new Credentials("ada", "wrong"), CHANNEL)).isEqualTo(refused(Refusal.BAD_CREDENTIALS));
        assertThat(enter(ADA, 99)).isEqualTo(refused(Refusal.UNKNOWN));
        assertThat(enter(ADA, OTHERS_CHANNEL)).isEqualTo(refused(Refusal.FORBIDDEN));
        assertThat(playback.playlist("nonsense", "720p", WATCHING)).isEqualTo(refused(Refusal.FORBIDDEN));
        assertThat(playback.playlist(ticket(), "1080p", WATCHING)).isEqualTo(refused(Refusal.UNKNOWN));
        assertThat(playback.segment(ticket(), "720p", "../../etc/passwd", WATCHING, HOST))
                .isEqualTo(refused(Refusal.UNKNOWN));
    }

    @Test
    void aRedirectLeadsToWhatWasAskedFor() {
        String ticket = ticket();
        String name = segment().replace(".ts", "");
        for (String end : List.of(".ts", ".m4s", ".mp4")) {
            Answer answer = playback.segment(ticket, "720p", name + end, WATCHING, HOST);
            assertThat(((Answer.Redirect) answer).location()).contains("/" + name + end + "?");
        }
        for (String end : List.of(".vtt", "", ".key", ".m4s.mp4")) {
            assertThat(playback.segment(ticket, "720p", name + end, WATCHING, HOST))
                    .isEqualTo(refused(Refusal.UNKNOWN));
        }
    }

    @Test
    void enteringAndLookingCostNoConnection() {
        String ticket = ticket();
        assertThat(sessions.live(1, ONE)).isEmpty();
        playback.playlist(ticket, "720p", new Viewer(TV, null, false));
        assertThat(sessions.live(1, ONE)).isEmpty();
        playback.playlist(ticket, "720p", WATCHING);
        assertThat(sessions.live(1, ONE)).hasSize(1);
    }

    @Test
    void aDrainedEdgeIsNamedInNoRedirect() {
        String ticket = ticket();
        edges.change("edge-1", edge -> edge.withDrained(true));
        assertThat(location(ticket)).startsWith("http://edge.example/hls/1/720p/");
        edges.change("edge-2", edge -> edge.withDrained(true));
        edges.change("edge-1", edge -> edge.withDrained(false));
        assertThat(location(ticket)).startsWith("http://tv.example:8081/hls/1/720p/");
        edges.change("edge-1", edge -> edge.withDrained(true));
        assertThat(playback.segment(ticket, "720p", segment(), WATCHING, HOST)).isEqualTo(refused(Refusal.NO_EDGE));
    }

    @Test
    void oneSignatureServesAMinuteOfAStreamOnAnEdge() {
        String one = ticket();
        String query = location(one).replaceAll(".*\\?", "");
        clock.advance(Duration.ofSeconds(59));
        assertThat(location(one)).endsWith(query);
        clock.advance(Duration.ofSeconds(1));
        assertThat(location(one)).doesNotEndWith(query);
    }
}
