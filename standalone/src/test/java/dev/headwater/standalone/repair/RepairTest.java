package dev.headwater.standalone.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.account.ConnectionLimit;
import dev.headwater.core.account.Line;
import dev.headwater.core.account.LineStatus;
import dev.headwater.core.account.Lines;
import dev.headwater.core.account.ListSettings;
import dev.headwater.core.account.StoredPassword;
import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.ContentKind;
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
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.Tables;
import dev.headwater.core.vod.Assets;
import dev.headwater.local.folder.Claim;
import dev.headwater.local.folder.DataFolder;
import dev.headwater.local.objects.FolderObjectStore;
import dev.headwater.local.tables.LocalTables;
import dev.headwater.standalone.repair.RepairReport.Finding;
import dev.headwater.standalone.repair.RepairReport.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Folders with one thing wrong, and what becomes of them. */
final class RepairTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOON);
    private static final String SEGMENT = "hls/3/720p/2026112013/2026112013-1-2-00ff00ff00ff00ff.ts";

    @TempDir
    Path temp;

    private DataFolder folder;

    @BeforeEach
    void fill() {
        folder = ((Claim.Held) DataFolder.claim(temp.resolve("data"))).folder();
        change(tables -> {
            Categories categories = new Categories(tables.catalog(), ids(tables, IdSequence.CATEGORY));
            IdSequence content = ids(tables, IdSequence.CONTENT);
            for (int i = 1; i <= 3; i++) {
                new Channels(tables.catalog())
                        .save(Channel.of(
                                content.next(),
                                Listed.plain(
                                        "Channel " + i,
                                        categories
                                                .named(ContentKind.LIVE, "News")
                                                .id(),
                                        NOON),
                                List.of(new Source("testcard:")),
                                null));
            }
            for (String name : List.of("ada", "bob")) {
                new Lines(tables.accounts(), CLOCK)
                        .add(line(ids(tables, IdSequence.LINE).next(), name));
            }
        });
        new FolderObjectStore(folder.objects()).put(SEGMENT, new byte[1000], ObjectMeta.segment());
    }

    @AfterEach
    void close() {
        folder.close();
    }

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

    /** The log of a server that was killed still holds what the file does not. */
    @Test
    void aCheckAfterAKillReadsTheLogAndLeavesIt() throws IOException {
        Path table = folder.tables().resolve("catalog.db");
        Path log = folder.tables().resolve("catalog.db-wal");
        Path killed = temp.resolve("killed");
        Path killedLog = temp.resolve("killed-wal");
        change(tables -> {
            tables.catalog().put(new Key("CHANNELS", "0000000002"), Body.of(1, "[]"), Condition.always());
            try {
                Files.copy(table, killed);
                Files.copy(log, killedLog);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        Files.move(killed, table, StandardCopyOption.REPLACE_EXISTING);
        Files.move(killedLog, log);
        Map<String, byte[]> before = files();
        assertThat(repair(false).findings())
                .extracting(Finding::where)
                .containsExactly("catalog: CHANNELS | 0000000002");
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

    @Test
    void corruptSessionsBeginAnewAndNothingIsLost() throws IOException {
        overwrite(folder.tables().resolve("sessions.db"));
        RepairReport report = repair(true);
        assertThat(report.state()).isEqualTo(State.REPAIRED);
        change(tables -> assertThat(new SweptChannels(tables.sessions()).list()).containsExactly(3));
        assertThat(repair(true).state()).isEqualTo(State.HEALTHY);
    }

    @Test
    void corruptAccountsAreSalvaged() throws IOException {
        overwrite(folder.tables().resolve("accounts.db"));
        RepairReport checked = repair(false);
        assertThat(checked.state()).isEqualTo(State.DAMAGED);
        RepairReport report = repair(true);
        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.where()).isEqualTo("tables/accounts.db");
            assertThat(finding.done()).startsWith("kept ").contains("accounts.db.damaged-20261120-120000");
        });
        assertThat(report.state()).isEqualTo(State.REPAIRED);
        change(tables -> assertThat(new Lines(tables.accounts(), CLOCK).list())
                .extracting(Line::name)
                .containsExactly("ada", "bob"));
        assertThat(repair(true).state()).isEqualTo(State.HEALTHY);
    }

    /** Whether channel 3 was removed or lost can not be told from a catalogue that was damaged. */
    @Test
    void nothingThatALostChannelRecordedIsSwept() throws IOException {
        for (String lost : List.of("catalog.db", "sessions.db")) {
            change(tables -> {
                new Channels(tables.catalog()).delete(3);
                new SweptChannels(tables.sessions()).remember(2);
                new SweptChannels(tables.sessions()).remember(3);
            });
            overwrite(folder.tables().resolve("catalog.db"));
            if (lost.equals("sessions.db")) {
                overwrite(folder.tables().resolve(lost));
            }
            repair(true, NOON.plusSeconds(lost.length()));
            change(tables ->
                    assertThat(new SweptChannels(tables.sessions()).list()).doesNotContain(3));
        }
    }

    @Test
    void aTableThatIsGoneIsToldAndNotMadeByACheck() throws IOException {
        for (String name : List.of("catalog.db", "accounts.db", "sessions.db")) {
            Path file = folder.tables().resolve(name);
            Files.delete(file);
            Map<String, byte[]> before = files();
            RepairReport report = repair(false);
            assertThat(report.state()).isEqualTo(State.DAMAGED);
            assertThat(report.findings()).containsExactly(new Finding("tables/" + name, "missing", null, false));
            assertThat(files()).containsExactlyEntriesOf(before);
            boolean fillsByItself = name.equals("sessions.db");
            assertThat(repair(true).state()).isEqualTo(fillsByItself ? State.REPAIRED : State.LOST);
            assertThat(repair(true).state()).isEqualTo(State.HEALTHY);
        }
    }

    @Test
    void damagedObjectsAreSetAsideAndDraftsCleared() throws IOException {
        Path file = folder.objects().resolve(SEGMENT);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 1);
        }
        Files.writeString(folder.objects().resolve(",drafts/7"), "half");
        RepairReport report = repair(true);
        assertThat(report.state()).isEqualTo(State.LOST);
        assertThat(report.findings())
                .containsExactly(
                        new Finding("object " + SEGMENT, "damaged", "taken out", true),
                        new Finding("objects", "1 drafts of a process that died", "removed", false));
        assertThat(Path.of(report.damaged()).resolve("objects").resolve(SEGMENT))
                .exists();
        assertThat(new FolderObjectStore(folder.objects()).get(SEGMENT, ByteRange.ALL))
                .isEmpty();
        assertThat(repair(true).state()).isEqualTo(State.HEALTHY);
    }

    private RepairReport repair(boolean mend) {
        return repair(mend, NOON);
    }

    private RepairReport repair(boolean mend, Instant now) {
        return new Repair(folder, mend, InstantSource.fixed(now), step -> {}).run();
    }

    private void change(Consumer<Tables> change) {
        try (LocalTables local = LocalTables.open(folder.tables(), CLOCK)) {
            change.accept(local.tables());
        }
    }

    private static IdSequence ids(Tables tables, String name) {
        return new IdSequence(tables.accounts(), name, 1);
    }

    private static Line line(int id, String name) {
        return new Line(
                id,
                name,
                new StoredPassword("digest", null),
                NOON,
                List.of("all"),
                ConnectionLimit.of(1),
                ListSettings.DEFAULT,
                null,
                LineStatus.ACTIVE,
                false,
                NOON);
    }

    /** Its first page, with which nobody can tell what the rest is. */
    private static void overwrite(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(4096), 0);
        }
    }

    private Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder.root())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.root().relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }
}
