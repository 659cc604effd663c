package dev.headwater.standalone.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.account.Line;
import dev.headwater.core.account.Lines;
import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.Details;
import dev.headwater.core.catalog.Episode;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Movie;
import dev.headwater.core.catalog.Movies;
import dev.headwater.core.catalog.SeriesShelf;
import dev.headwater.core.hls.SweptChannels;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import dev.headwater.core.store.Body;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Key;
import dev.headwater.core.vod.Assets;
import dev.headwater.standalone.repair.RepairReport.Finding;
import dev.headwater.standalone.repair.RepairReport.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Folders with an item wrong, or what follows from one, and what becomes of them. */
class RepairTest extends DamagedFolder {
    @Test
    void aFolderThatIsWellIsNotTouched() throws IOException {
        Map<String, byte[]> before = files();
        assertThat(repair(true)).isEqualTo(new RepairReport(State.HEALTHY, List.of(), null));
        assertThat(repair(false)).isEqualTo(new RepairReport(State.HEALTHY, List.of(), null));
        assertThat(files()).containsExactlyEntriesOf(before);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void anItemThatCanNotBeReadIsTakenOutAndKept() throws IOException {
        Key key = new Key("CHANNELS", "0000000002");
        change(tables -> {
            tables.catalog().put(key, Body.of(1, "{\"id\":2,\"na"), Condition.always());
            new SweptChannels(tables.sessions()).remember(2);
        });
        RepairReport report = repair(true);
        assertThat(report.state()).isEqualTo(State.LOST);
        assertThat(report.findings())
                .containsExactly(new Finding("catalog: CHANNELS | 0000000002", "can not be read", "taken out", true));
        Path kept = Path.of(report.damaged()).resolve("items.jsonl");
        assertThat(kept).content().contains("\"sk\":\"0000000002\"").contains("{\\\"id\\\":2,\\\"na");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rw-------");
        change(tables -> {
            assertThat(new Channels(tables.catalog()).list())
                    .extracting(Channel::id)
                    .containsExactly(1, 3);
            assertThat(new SweptChannels(tables.sessions()).list())
                    .as("its recordings are not swept")
                    .isEmpty();
        });
        assertThat(repair(true).state()).isEqualTo(State.HEALTHY);
    }

    @Test
    void aCheckTellsAndChangesNothing() throws IOException {
        change(tables -> tables.catalog().put(new Key("CHANNELS", "0000000002"), Body.of(1, "[]"), Condition.always()));
        Map<String, byte[]> before = files();
        RepairReport report = repair(false);
        assertThat(report.state()).isEqualTo(State.DAMAGED);
        assertThat(report.findings())
                .containsExactly(new Finding("catalog: CHANNELS | 0000000002", "can not be read", null, false));
        assertThat(files()).containsExactlyEntriesOf(before);
    }

    @Test
    void whatANewerVersionWroteIsLeftAlone() {
        change(tables -> {
            tables.catalog().put(new Key("CHANNELS", "0000000002"), Body.of(99, "{\"x\":1}"), Condition.always());
            ItemCheck check = new ItemCheck(new Findings(true), new Quarantine(folder.root(), "1"));
            assertThat(check.look("catalog", tables.catalog(), true)).isEmpty();
        });
    }

    @Test
    void linesAreListedAndFoundByNameAgain() {
        change(tables -> {
            tables.accounts().delete(new Key("LINENAME#ada", "LINE"), Condition.always());
            tables.accounts().delete(new Key("LINES", "0000000002"), Condition.always());
        });
        RepairReport report = repair(true);
        assertThat(report.state()).isEqualTo(State.REPAIRED);
        assertThat(report.findings()).extracting(Finding::where).containsExactly("line ada", "line bob");
        change(tables -> {
            Lines lines = new Lines(tables.accounts(), CLOCK);
            assertThat(lines.list()).extracting(Line::name).containsExactly("ada", "bob");
            assertThat(lines.findByName("ada")).isPresent();
        });
        assertThat(repair(true).state()).isEqualTo(State.HEALTHY);
    }

    @Test
    void aLineThatIsGoneIsNamedAndItsNameIsFree() {
        change(tables -> tables.accounts().delete(new Key("LINE#1", "LINE"), Condition.always()));
        RepairReport report = repair(true);
        assertThat(report.state()).isEqualTo(State.LOST);
        assertThat(report.findings())
                .containsExactly(new Finding("line ada", "is gone", "its name is free again", true));
        assertThat(repair(true).state()).isEqualTo(State.HEALTHY);
    }

    @Test
    void idsAreNotHandedOutTwice() {
        change(tables -> {
            for (String name : List.of(IdSequence.CONTENT, IdSequence.LINE, IdSequence.CATEGORY)) {
                tables.accounts().delete(new Key("IDS#" + name, "SEQUENCE"), Condition.always());
            }
        });
        RepairReport report = repair(true);
        assertThat(report.state()).isEqualTo(State.REPAIRED);
        assertThat(report.findings()).hasSize(3);
        change(tables -> {
            assertThat(ids(tables, IdSequence.CONTENT).next()).isGreaterThan(3);
            assertThat(ids(tables, IdSequence.LINE).next()).isGreaterThan(2);
        });
        assertThat(repair(true).state()).isEqualTo(State.HEALTHY);
    }

    @Test
    void filmsAndEpisodesAreFoundCategorizedAndWaitAgain() {
        change(tables -> {
            Movies movies = new Movies(tables.catalog());
            SeriesShelf shelf = new SeriesShelf(tables.catalog());
            Source file = new Source("file:/media/a.mkv");
            movies.save(new Movie(20, Listed.plain("Film", 77, NOON), Details.NONE, file));
            shelf.saveEpisode(new Episode(21, 9, 1, 1, "", null, Details.NONE, file, NOON));
            tables.catalog().delete(new Key("EPISODE#21", "PLACE"), Condition.always());
            new Assets(tables.catalog(), CLOCK).want(20);
            tables.catalog().delete(new Key("VODWAITING", "0000000020"), Condition.always());
        });
        RepairReport report = repair(true);
        assertThat(report.findings())
                .extracting(Finding::where)
                .containsExactly(
                        "ids of kind content",
                        "ids of kind series",
                        "ids of kind category",
                        "movie 20",
                        "series 9",
                        "episode 21",
                        "film 20");
        change(tables -> {
            Catalog catalog = new Catalog(
                    new Channels(tables.catalog()), new Movies(tables.catalog()), new SeriesShelf(tables.catalog()));
            assertThat(catalog.playable(21)).map(p -> p.content().name()).contains("Series 9");
            assertThat(new Assets(tables.catalog(), CLOCK).waiting()).containsExactly(20);
            assertThat(ids(tables, IdSequence.CONTENT).next()).isGreaterThan(21);
            assertThat(ids(tables, IdSequence.SERIES).next()).isGreaterThan(9);
        });
        assertThat(repair(true).state()).isEqualTo(State.HEALTHY);
    }

    @Test
    void aChannelWhoseLadderCanNotBeReadHasAnother() {
        change(tables -> {
            Channels channels = new Channels(tables.catalog());
            channels.ladders().add(new Ladder("mine", 50, Ladder.TINY.rungs()));
            channels.ladders().add(new Ladder("kept", 50, Ladder.TINY.rungs()));
            channels.change(1, channel -> channel.withLadder("mine"));
            channels.change(2, channel -> channel.withLadder("kept"));
            tables.catalog().put(new Key("LADDERS", "mine"), Body.of(1, "{\"name\":\"mine\"}"), Condition.always());
        });
        assertThat(repair(true).findings())
                .extracting(Finding::where)
                .contains("catalog: LADDERS | mine", "channel 1")
                .doesNotContain("catalog: LADDERS | kept", "channel 2");
        change(tables -> assertThat(new Channels(tables.catalog()).find(1))
                .map(Channel::ladder)
                .contains("small"));
        assertThat(repair(true).state()).isEqualTo(State.HEALTHY);
    }

    @Test
    void anItemOfTodayThatCanNotBeReadIsTakenOutToo() {
        change(tables -> {
            tables.catalog().put(new Key("CHANNELS", "0000000002"), Body.of(2, "{\"id\":2}"), Condition.always());
            tables.catalog().put(new Key("MOVIES", "0000000020"), Body.of(1, "{\"id\":20}"), Condition.always());
        });
        assertThat(repair(false).findings())
                .extracting(Finding::where)
                .containsExactlyInAnyOrder("catalog: CHANNELS | 0000000002", "catalog: MOVIES | 0000000020");
    }
}
