package dev.headwater.standalone.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.account.ClientIdentity;
import dev.headwater.core.account.ConnectionLimit;
import dev.headwater.core.archive.Archive;
import dev.headwater.core.archive.Format;
import dev.headwater.core.archive.Recorded;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.playback.session.Hold;
import dev.headwater.core.playback.session.LineSessions;
import dev.headwater.core.playback.session.Sessions;
import dev.headwater.core.store.Body;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Key;
import dev.headwater.standalone.repair.RepairReport.Finding;
import dev.headwater.standalone.repair.RepairReport.State;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of what channels keep of their past. */
final class RepairPastTest extends DamagedFolder {
    @Test
    void whatIsKeptOfThePastIsReadFromCorruptSessions() throws IOException {
        record();
        overwrite(folder.tables().resolve("sessions.db"));
        assertThat(repair(true).state()).isEqualTo(State.REPAIRED);
        change(tables -> {
            Archive archive = new Archive(tables.sessions());
            assertThat(archive.beginning(1, NOON, NOON.plusSeconds(600)))
                    .extracting(kept -> kept.segment().start())
                    .containsExactly(NOON, NOON.plusSeconds(120));
            assertThat(archive.keptSince(1, NOON).any(NOON, NOON.plusSeconds(1)))
                    .isTrue();
            assertThat(new Sessions(tables.sessions(), CLOCK).known(7))
                    .as("the rest begins anew")
                    .isEmpty();
        });
        assertThat(repair(true).state()).isEqualTo(State.HEALTHY);
    }

    @Test
    void whatWasKeptOfThePastIsToldWhereItIsGone() throws IOException {
        record();
        Files.delete(folder.tables().resolve("sessions.db"));
        RepairReport report = repair(true);
        assertThat(report.state()).isEqualTo(State.LOST);
        assertThat(report.findings())
                .filteredOn(Finding::lost)
                .extracting(Finding::where)
                .containsExactly("archive of channel 1");
    }

    @Test
    void aMinuteOfThePastThatCanNotBeReadIsLost() {
        record();
        change(tables ->
                tables.sessions().put(new Key("ARCHIVE#1", "202611201200"), Body.of(1, "{\"chan"), Condition.always()));
        assertThat(repair(true).findings())
                .containsExactly(
                        new Finding("sessions: ARCHIVE#1 | 202611201200", "can not be read", "taken out", true));
    }

    @Test
    void aDayOfThePastThatCanNotBeReadIsMadeAgain() {
        record();
        change(tables ->
                tables.sessions().put(new Key("ARCHIVED#1", "20261120"), Body.of(1, "{\"start"), Condition.always()));
        assertThat(repair(true).findings())
                .containsExactly(
                        new Finding("sessions: ARCHIVED#1 | 20261120", "can not be read", "taken out", false),
                        new Finding(
                                "archive of channel 1",
                                "of 1 times ten minutes it was not noted that something is kept",
                                "noted again",
                                false));
        change(tables -> assertThat(
                        new Archive(tables.sessions()).keptSince(1, NOON).any(NOON, NOON.plusSeconds(600)))
                .isTrue());
        assertThat(repair(true).state()).isEqualTo(State.HEALTHY);
    }

    /** Two minutes of channel 1, while a line watches. */
    private void record() {
        change(tables -> {
            Channels channels = new Channels(tables.catalog());
            Channel was = channels.find(1).orElseThrow();
            channels.save(new Channel(1, was.listed(), 0, was.sources(), null, null, 7, false, Channel.Run.ALWAYS));
            Format format = new Format(2, List.of(new Rendition("720p", "avc1.4d401f", 1280, 720, 25, 9, 8)));
            List<Recorded> segments = Stream.of(0, 120)
                    .map(NOON::plusSeconds)
                    .map(at -> new Segment(
                            SegmentName.of(at, 1, at.getEpochSecond(), 7).toString(), 2000, at, false))
                    .map(segment -> new Recorded(segment, format, List.of(188L)))
                    .toList();
            assertThat(new Archive(tables.sessions()).tape(1, 1).append(segments))
                    .isTrue();
            new Sessions(tables.sessions(), CLOCK)
                    .admit(
                            7,
                            new LineSessions.Request("a", 1, new ClientIdentity("192.0.2.1", "TV"), Hold.live(2), NOON),
                            ConnectionLimit.of(1));
        });
    }
}
