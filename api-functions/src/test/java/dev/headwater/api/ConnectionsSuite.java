package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.account.ConnectionLimit;
import dev.headwater.core.account.LineStatus;
import dev.headwater.core.playback.session.Session;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many may watch at once, and how one is shown out. */
abstract class ConnectionsSuite extends HttpSuite {
    private final Fill fill = new Fill(headend);
    private PlayerApp tv;
    private PlayerApp phone;
    private int line;
    private int channel;

    @Override
    void fill() {
        line = fill.line("ada", "s3cret-word").id();
        channel = fill.channelOnAir("One").id();
        fill.edge("edge-1", 8081);
    }

    @BeforeEach
    void twoDevices() {
        tv = new PlayerApp(door, 1, "TV");
        phone = new PlayerApp(door, 2, "Phone");
    }

    private List<Session> live() {
        return headend.sessions().live(line, ConnectionLimit.of(2));
    }

    @Test
    void aSecondDeviceOverTheLimitPutsTheFirstOut() {
        String first = tv.mediaPath(channel);
        String firstSegment = tv.segmentPaths(first).getFirst();
        headend.clock().advance(Duration.ofSeconds(5));
        String second = phone.mediaPath(channel);
        assertThat(tv.get(first).status()).isEqualTo(200);
        assertThat(phone.get(second).status()).isEqualTo(200);
        assertThat(tv.get(first).status()).isEqualTo(403);
        assertThat(tv.get(firstSegment).status()).isEqualTo(403);
        assertThat(phone.get(second).status()).isEqualTo(200);
        assertThat(live()).hasSize(1);
    }

    @Test
    void withinTheLimitBothWatch() {
        headend.lines().change("ada", l -> l.withAccess(l.bouquets(), 2, null, LineStatus.ACTIVE));
        String first = tv.mediaPath(channel);
        String second = phone.mediaPath(channel);
        for (int i = 0; i < 3; i++) {
            assertThat(tv.get(first).status()).isEqualTo(200);
            assertThat(phone.get(second).status()).isEqualTo(200);
            headend.clock().advance(Duration.ofSeconds(10));
        }
        assertThat(live())
                .extracting(s -> s.client().address() + " " + s.client().userAgent())
                .containsExactlyInAnyOrder("127.0.0.1 TV", "127.0.0.2 Phone");
    }

    @Test
    void segmentsKeepAConnectionAlive() {
        String media = tv.mediaPath(channel);
        String segment = tv.segmentPaths(media).getFirst();
        for (int i = 0; i < 6; i++) {
            headend.clock().advance(Duration.ofSeconds(20));
            assertThat(tv.get(segment).status()).isEqualTo(302);
        }
        assertThat(live()).hasSize(1);
        headend.clock().advance(Duration.ofSeconds(31));
        assertThat(live()).isEmpty();
    }

    @Test
    void whoeverIsKickedIsOutButMayComeBackWithItsPassword() {
        String media = tv.mediaPath(channel);
        String segment = tv.segmentPaths(media).getFirst();
        headend.sessions().close(line, live().getFirst().id());
        assertThat(tv.get(media).status()).isEqualTo(403);
        assertThat(tv.get(segment).status()).isEqualTo(403);
        assertThat(tv.get(tv.mediaPath(channel)).status()).isEqualTo(200);
    }

    @Test
    void anOldTicketTakesNoConnection() {
        String media = tv.mediaPath(channel);
        headend.clock().advance(Duration.ofSeconds(61));
        fill.onAir(channel, List.of(Fill.HIGH, Fill.LOW), 6);
        assertThat(tv.get(media).status()).isEqualTo(403);
        assertThat(live()).isEmpty();
    }

    @Test
    void aLoweredLimitBitesAtTheNextRequest() {
        headend.lines().change("ada", l -> l.withAccess(l.bouquets(), 2, null, LineStatus.ACTIVE));
        String first = tv.mediaPath(channel);
        tv.get(first);
        headend.clock().advance(Duration.ofSeconds(1));
        String second = phone.mediaPath(channel);
        phone.get(second);
        headend.lines().change("ada", l -> l.withAccess(l.bouquets(), 1, null, LineStatus.ACTIVE));
        assertThat(phone.get(second).status()).isEqualTo(200);
        assertThat(tv.get(first).status()).isEqualTo(403);
    }
}
