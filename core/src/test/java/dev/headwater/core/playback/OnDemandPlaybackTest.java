package dev.headwater.core.playback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.account.ClientIdentity;
import dev.headwater.core.account.ConnectionLimit;
import dev.headwater.core.account.LineStatus;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.hls.ChannelState;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.SlateReason;
import dev.headwater.core.store.codec.ItemTable.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A channel that is made while somebody watches. */
class OnDemandPlaybackTest extends PlaybackFixture {
    @BeforeEach
    void onDemand() {
        channels.save(addChannel(CHANNEL).running(Channel.Run.ON_DEMAND));
    }

    private void state(ChannelState state) {
        Versioned<LiveWindow> read = windows.findVersioned(CHANNEL).orElseThrow();
        assertThat(windows.replace(read, read.value().inState(state, null, clock.instant())))
                .isPresent();
    }

    @Test
    void entryAndPlaylistsDemandIt() {
        String ticket = ticket();
        assertThat(demands.fresh()).containsExactly(CHANNEL);

        for (int i = 0; i < 10; i++) {
            clock.advance(Duration.ofSeconds(10));
            playback.playlist(ticket, "720p", WATCHING);
        }
        assertThat(demands.fresh()).containsExactly(CHANNEL);
        clock.advance(Duration.ofSeconds(61));
        assertThat(demands.fresh()).isEmpty();
    }

    @Test
    void whoOnlyAsksDemandsNothing() {
        playback.enter(ADA, CHANNEL, new Viewer(TV, null, false), "");
        assertThat(demands.fresh()).isEmpty();
    }

    @Test
    void whoIsNotLetInStartsNothing() {
        List<Channel> crawled = IntStream.range(100, 140)
                .mapToObj(id -> addChannel(id).running(Channel.Run.ON_DEMAND))
                .toList();
        crawled.forEach(channels::save);
        bouquets.add("demand", Set.copyOf(crawled));
        lines.change(
                "ada",
                line -> line.withAccess(List.of("basic", "demand"), 1, null, LineStatus.ACTIVE)
                        .withLimit(new ConnectionLimit(1, ConnectionLimit.WhenFull.REFUSE)));
        clock.advance(Duration.ofSeconds(1));
        playback.playlist(ticket(), "720p", WATCHING);

        Viewer crawler = new Viewer(new ClientIdentity("198.51.100.7", "crawler"), null, true);
        for (Channel channel : crawled) {
            assertShows(SlateReason.LIMIT, playback.enter(ADA, channel.id(), crawler, ""));
            assertThat(playback.stream(ADA, channel.id(), crawler))
                    .isEqualTo(new StreamAnswer.Shows(SlateReason.LIMIT));
        }
        assertThat(demands.fresh()).containsExactly(CHANNEL);
    }

    @Test
    void whoWasPutOutKeepsNothingGoing() {
        String ticket = ticket();
        playback.playlist(ticket, "720p", WATCHING);
        sessions.close(1, sessions.live(1, ONE).getFirst().id());
        for (int i = 0; i < 13; i++) {
            clock.advance(Duration.ofSeconds(5));
            assertThat(playback.playlist(ticket, "720p", WATCHING)).isEqualTo(refused(Refusal.FORBIDDEN));
        }
        assertThat(demands.fresh()).isEmpty();
    }

    @Test
    void otherChannelsAreNotDemanded() {
        channels.save(addChannel(CHANNEL));
        ticket();
        assertThat(demands.fresh()).isEmpty();
    }

    @Test
    void oneThatNobodyHasTakenUpYetIsWaitedForEightSeconds() {
        clock.advance(Duration.ofHours(1));
        state(ChannelState.OFF);
        Instant before = clock.instant();
        assertShows(SlateReason.OFF_AIR, enter(ADA, CHANNEL));
        assertThat(Duration.between(before, clock.instant())).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(9));
        assertThat(demands.fresh()).containsExactly(CHANNEL);

        windows.delete(CHANNEL);
        assertShows(SlateReason.OFF_AIR, enter(ADA, CHANNEL));
    }

    @Test
    void oneThatIsTakenUpMeanwhileIsShown() {
        clock.advance(Duration.ofHours(1));
        state(ChannelState.OFF);
        demands.listen(() -> state(ChannelState.STARTING));
        assertThat(enter(ADA, CHANNEL)).isInstanceOf(Answer.Playlist.class);
        assertThat(text(enter(ADA, CHANNEL))).contains("/720p/index.m3u8");
    }

    @Test
    void oneThatFailsNowIsNotWaitedFor() {
        clock.advance(Duration.ofHours(1));
        state(ChannelState.FAILED);
        Instant before = clock.instant();
        assertShows(SlateReason.OFF_AIR, enter(ADA, CHANNEL));
        assertThat(clock.instant()).isEqualTo(before);
    }
}
