package dev.headwater.api.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.account.Bouquet;
import dev.headwater.core.catalog.Category;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.ContentKind;
import dev.headwater.core.catalog.Episode;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Series;
import dev.headwater.core.importing.ImportException;
import dev.headwater.core.media.Source;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Page;
import dev.headwater.core.store.Query;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class M3uImportTest {
    private static final int ENTRIES = SampleM3u.ENTRIES + 60;

    @TempDir
    Path folder;

    private Path file;
    private Importing importing;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("list.m3u");
        importing = new Importing(folder);
        SampleM3u.write(file);
    }

    private void rewrite(UnaryOperator<List<String>> change) throws IOException {
        Files.write(file, change.apply(Files.readAllLines(file)));
    }

    private ImportRequest request() {
        return Importing.m3u(file);
    }

    @Test
    void everythingIsThereOnDemandInTheOrderOfTheList() {
        Difference found = importing.done(request());

        assertThat(found.added()).isEqualTo(ENTRIES);
        assertThat(importing.channels())
                .hasSize(1200)
                .allMatch(channel -> channel.run() == Channel.Run.ON_DEMAND)
                .allMatch(channel -> channel.sources().stream().noneMatch(Source::allowsPrivate))
                .isSortedAccordingTo(Comparator.comparingInt(Channel::position));
        assertThat(importing.movies()).hasSize(1300);
        assertThat(importing.series()).hasSize(60);
        assertThat(importing.category(importing.channels().getFirst())).isEqualTo("Live 1");
        assertThat(importing.category(importing.series().getLast())).isEqualTo("Series 3");
        assertThat(importing.ids()).hasSize(ENTRIES);
        assertThat(importing.changes).hasValue(1);
    }

    @Test
    void theSameAgainWritesNothing() {
        importing.done(request());
        Map<String, Integer> before = importing.ids();
        long versions = versions();

        Difference again = importing.done(request());

        assertThat(again.unchanged()).isEqualTo(ENTRIES);
        assertThat(again.added() + again.changed() + again.removed() + again.moved())
                .isZero();
        assertThat(importing.ids()).isEqualTo(before);
        assertThat(versions()).isEqualTo(versions);
    }

    private long versions() {
        return Stream.of("CHANNELS", "MOVIES", "SERIES", "EPISODES")
                .mapToLong(this::versions)
                .sum();
    }

    private long versions(String partition) {
        long sum = 0;
        Query query = Query.all(partition);
        while (true) {
            Page<Item> page = importing.table.query(query);
            sum += page.items().stream().mapToLong(Item::version).sum();
            if (page.next() == null) {
                return sum;
            }
            query = query.after(page.next());
        }
    }

    @Test
    void idsStayThoughEveryUrlChangesAndWhatIsGoneGoes() throws IOException {
        importing.done(request());
        Map<String, Integer> before = importing.ids();
        // Both lines of the first channel and the first film go; every URL changes.
        rewrite(lines -> lines.stream()
                .filter(line -> !line.contains("/secret/1.ts") && !line.contains("tvg-chno=\"1\""))
                .filter(line -> !line.contains("/secret/1201.mp4") && !line.contains("p/0.jpg"))
                .map(line -> line.replace("user/secret", "other/changed"))
                .collect(Collectors.toList()));

        Difference found = importing.done(request());

        assertThat(found.removed()).isEqualTo(2);
        assertThat(found.added()).isZero();
        assertThat(found.changed()).isEqualTo(ENTRIES - 2 - 60);
        Map<String, Integer> after = importing.ids();
        assertThat(before).containsAllEntriesOf(after);
        assertThat(after).hasSize(ENTRIES - 2);
        assertThat(importing.channels().getFirst().sources().getFirst().url()).contains("other/changed");
    }

    @Test
    void whatAnOperatorGaveAChannelStays() throws IOException {
        importing.done(request());
        int id = importing.channels().getFirst().id();
        importing
                .catalog
                .channels()
                .change(id, channel -> channel.running(Channel.Run.ALWAYS).withGuideId("mine"));
        rewrite(lines ->
                lines.stream().map(line -> line.replace("user/secret", "x/y")).toList());

        importing.done(request());

        Channel channel = importing.catalog.channels().find(id).orElseThrow();
        assertThat(channel.run()).isEqualTo(Channel.Run.ALWAYS);
        assertThat(channel.sources().getFirst().url()).contains("x/y");
    }

    @Test
    void sourcesThatWereAddedByHandStayAroundTheImportsOwn() throws IOException {
        importing.done(request());
        Channel before = importing.channels().getFirst();
        Source first = new Source("http://first.example/a.ts");
        Source backup = new Source("udp://@239.0.0.1:5000", true);
        importing.catalog.channels().change(before.id(), channel -> withSources(channel, first, backup));
        rewrite(lines ->
                lines.stream().map(line -> line.replace("user/secret", "x/y")).toList());
        importing.done(request());
        assertThat(sources(before.id()))
                .satisfiesExactly(
                        one -> assertThat(one).isEqualTo(first),
                        one -> assertThat(one.url()).contains("x/y"),
                        one -> assertThat(one).isEqualTo(backup));

        importing
                .catalog
                .channels()
                .change(
                        before.id(),
                        channel -> new Channel(
                                channel.id(),
                                channel.listed(),
                                channel.position(),
                                List.of(backup),
                                channel.ladder(),
                                channel.guideId(),
                                channel.archiveDays(),
                                channel.radio(),
                                channel.run()));
        rewrite(lines -> lines.stream().map(line -> line.replace("x/y", "v/w")).toList());
        importing.done(request());
        assertThat(sources(before.id()))
                .satisfiesExactly(
                        one -> assertThat(one.url()).contains("v/w"),
                        one -> assertThat(one).isEqualTo(backup));
    }

    private List<Source> sources(int channel) {
        return importing.catalog.channels().find(channel).orElseThrow().sources();
    }

    private static Channel withSources(Channel channel, Source before, Source after) {
        return new Channel(
                channel.id(),
                channel.listed(),
                channel.position(),
                List.of(before, channel.sources().getFirst(), after),
                channel.ladder(),
                channel.guideId(),
                channel.archiveDays(),
                channel.radio(),
                channel.run());
    }

    @Test
    void aPreviewTellsAndChangesNothing() {
        ImportRun run = importing.run(Importing.with(request(), true, false, null, false));

        assertThat(run.state()).isEqualTo(ImportRun.PREVIEW);
        assertThat(run.found().added()).isEqualTo(ENTRIES);
        assertThat(run.found().addedNames()).hasSize(Plan.SAMPLES);
        assertThat(importing.ids()).isEmpty();
        assertThat(importing.changes).hasValue(0);
        assertThat(importing.done(request()).added()).isEqualTo(ENTRIES);
    }

    @Test
    void muchVanishesOnlyWhereSomebodySaysSo() throws IOException {
        importing.done(request());
        Map<String, Integer> before = importing.ids();
        rewrite(lines -> lines.subList(0, 2401));

        ImportRun refused = importing.run(request());

        assertThat(refused.state()).isEqualTo(ImportRun.UNCONFIRMED);
        assertThat(refused.error()).contains("1600 entries").contains("--yes");
        assertThat(importing.ids()).isEqualTo(before);

        Difference found = importing.done(Importing.with(request(), false, true, null, false));
        assertThat(found.removed()).isEqualTo(1600);
        assertThat(importing.movies()).isEmpty();
        assertThat(importing.series()).isEmpty();
        assertThat(importing.channels()).hasSize(1200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#EXTM3U\n", "<html></html>", "#EXTM3U\n#EXTINF:0,x\nudp://@239.0.0.1:1\n"})
    void anEmptyOrFailedImportChangesNothing(String text) throws IOException {
        importing.done(request());
        Map<String, Integer> before = importing.ids();
        Files.writeString(file, text);

        ImportRun run = importing.run(Importing.with(request(), false, true, null, false));

        assertThat(run.state()).isEqualTo(ImportRun.FAILED);
        assertThat(run.error()).contains("nothing was changed");
        assertThat(importing.ids()).isEqualTo(before);
    }

    @Test
    void aPackedListThatIsCutChangesNothing() throws IOException {
        byte[] plain = Files.readAllBytes(file);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(plain);
        }
        byte[] packed = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(packed, packed.length / 2));
        assertThat(importing.run(request()).error()).contains("ends in the middle");
        assertThat(importing.ids()).isEmpty();

        Files.write(file, packed);
        assertThat(importing.done(request()).added()).isEqualTo(ENTRIES);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4, 6, 7, 9})
    void oneThatBrokeOffIsRunAgainAndEndsRight(int after) {
        FaultyTable[] faulty = new FaultyTable[1];
        importing = new Importing(folder, table -> faulty[0] = new FaultyTable(table));
        faulty[0].left.set(after);

        ImportRun broken = importing.run(request());

        assertThat(broken.state()).isEqualTo(ImportRun.FAILED);
        assertThat(broken.error()).contains("the disk is full").contains("run it again");
        Map<String, Integer> half = importing.ids();

        faulty[0].left.set(Integer.MAX_VALUE);
        Difference found = importing.done(request());
        assertThat(found.removed()).isZero();
        assertThat(importing.ids()).hasSize(ENTRIES).containsAllEntriesOf(half);
        assertThat(importing.ids().values().stream().distinct().count()).isGreaterThanOrEqualTo(ENTRIES - 60L);
        assertThat(importing.done(request()).unchanged()).isEqualTo(ENTRIES);
        importing.checkEpisodes();
    }

    @Test
    void aBouquetHoldsTheCategoriesAndFilesAreAskedFor() {
        importing.done(Importing.with(request(), false, false, "Basic", true));

        Bouquet bouquet = importing.bouquets.find("Basic").orElseThrow();
        assertThat(bouquet.categories()).hasSize(7 + 5 + 3);
        assertThat(importing.channels()).allMatch(bouquet::holds);
        assertThat(importing.assets.waiting()).hasSize(1300 + 240);
    }

    @Test
    void twoSourcesDoNotTouchEachOther() throws IOException {
        importing.done(request());
        Path other = folder.resolve("other.m3u");
        Files.writeString(other, "#EXTM3U\n#EXTINF:-1 group-title=\"Live 1\",Mine\nhttp://h.example/1.ts\n");

        importing.done(Importing.m3u(other));

        assertThat(importing.channels()).hasSize(1201);
        assertThat(importing.imports.list())
                .extracting(ImportRun::name)
                .containsExactly("m3u-list.m3u", "m3u-other.m3u");
    }

    @Test
    void aNameThatWasMadeStandsForOneSource() throws IOException {
        importing.done(request());
        Path other = Files.createDirectory(folder.resolve("other")).resolve("list.m3u");
        Files.copy(file, other);

        assertThatThrownBy(() -> importing.run(Importing.m3u(other)))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("--name m3u-list.m3u");

        assertThat(importing.imports.list())
                .singleElement()
                .satisfies(run -> assertThat(run.source()).isEqualTo(file.toString()));
        assertThat(importing
                        .done(Importing.named(Importing.m3u(other), "m3u-list.m3u"))
                        .unchanged())
                .isEqualTo(ENTRIES);
        assertThat(importing.done(Importing.m3u(other)).unchanged()).isEqualTo(ENTRIES);
    }

    @ParameterizedTest
    @CsvSource({
        "http://h.example/get.php?username=a&password=x,http://h.example/get.php?username=a&password=y,true",
        "http://u:x@h.example/l,http://u:y@h.example/l,true",
        "http://h.example/get.php?username=a&password=x,http://h.example/get.php?username=b&password=x,false",
        "http://u:x@h.example/l,http://v:x@h.example/l,false",
        "/a/list.m3u,/b/list.m3u,false"
    })
    void aSourceIsTheSameWhateverItsPasswordIs(String one, String other, boolean same) {
        assertThat(ImportRequest.of("m3u", one)
                        .fingerprint()
                        .equals(ImportRequest.of("m3u", other).fingerprint()))
                .isEqualTo(same);
    }

    @Test
    void ofAChannelThatOnlyMovedAllElseStays() throws IOException {
        importing.done(request());
        Channel first = importing.channels().getFirst();
        importing
                .catalog
                .channels()
                .change(
                        first.id(),
                        channel -> channel.running(Channel.Run.OFF)
                                .withListed(Listed.plain("Mine", channel.category(), importing.clock.instant())));
        Channel second = importing.channels().get(1);
        importing.catalog.channels().delete(second.id());
        rewrite(lines -> lines.stream()
                .map(line -> line.replaceFirst("tvg-chno=\"(\\d+)\"", "tvg-chno=\"1$1\""))
                .toList());

        assertThat(importing.done(request()).moved()).isEqualTo(1200);

        Channel moved = importing.catalog.channels().find(first.id()).orElseThrow();
        assertThat(moved.name()).isEqualTo("Mine");
        assertThat(moved.run()).isEqualTo(Channel.Run.OFF);
        assertThat(moved.position()).isEqualTo(11);
        assertThat(importing.catalog.channels().find(second.id())).isEmpty();
    }

    @Test
    void aPrivateServerStaysAllowedAndNoOtherBecomesSo() throws IOException {
        Files.writeString(file, "#EXTM3U\n#EXTINF:-1,A\nhttp://h.example/1.ts\n#EXTINF:-1,B\nhttp://h.example/2.ts\n");
        importing.done(request());
        importing
                .channels()
                .forEach(channel -> importing
                        .catalog
                        .channels()
                        .save(new Channel(
                                channel.id(),
                                channel.listed(),
                                channel.position(),
                                List.of(new Source(channel.sources().getFirst().url(), true)),
                                null,
                                null,
                                0,
                                false,
                                channel.run())));
        Files.writeString(file, "#EXTM3U\n#EXTINF:-1,A\nhttp://h.example/9.ts\n#EXTINF:-1,B\nhttp://x.example/2.ts\n");

        assertThat(importing.done(request()).changed()).isEqualTo(2);

        assertThat(importing.channels())
                .extracting(channel -> channel.sources().getFirst().allowsPrivate())
                .containsExactly(true, false);
    }

    @Test
    void aSeriesWithEpisodesOfSomebodyElseStays() throws IOException {
        importing.done(request());
        Series show = importing.series().getFirst();
        Episode own = importing.catalog.series().episodes(show.id()).getFirst();
        Episode byHand = new Episode(
                1_000_000, show.id(), 9, 9, "Mine", null, own.details(), own.source(), importing.clock.instant());
        importing.catalog.series().saveEpisode(byHand);
        importing.assets.want(own.id());
        rewrite(lines -> lines.subList(0, 2401));

        ImportRun run = importing.run(Importing.with(request(), false, true, null, false));

        assertThat(run.state()).isEqualTo(ImportRun.DONE);
        assertThat(importing.series()).extracting(Series::id).containsExactly(show.id());
        assertThat(importing.catalog.series().episodes(show.id())).containsExactly(byHand);
        assertThat(importing.assets.find(own.id())).isEmpty();
        assertThat(run.notes()).anySatisfy(note -> assertThat(note).contains("series " + show.id(), "stays here"));
    }

    @Test
    void aBouquetHoldsWhatHasNoCategoryOneByOneAndTellsOfCategoriesThatWereThere() throws IOException {
        Files.writeString(
                file,
                "#EXTM3U\n#EXTINF:-1,A\nhttp://h.example/1.ts\n#EXTINF:-1 group-title=\"News\",B\nhttp://h.example/2.ts\n");
        int news = importing.categories.named(ContentKind.LIVE, "News").id();
        int none = importing
                .categories
                .named(ContentKind.LIVE, Category.UNCATEGORIZED)
                .id();

        ImportRun preview = importing.run(Importing.with(request(), true, false, "Basic", false));
        assertThat(preview.notes()).singleElement().asString().contains("'Basic' gets 1 categories", "News");
        importing.done(Importing.with(request(), false, false, "Basic", false));

        Bouquet bouquet = importing.bouquets.find("Basic").orElseThrow();
        assertThat(bouquet.categories()).contains(news).doesNotContain(none);
        assertThat(bouquet.content()).containsExactly(importing.ids().get("channel A"));
        assertThat(importing
                        .run(Importing.with(request(), false, false, "Basic", false))
                        .notes())
                .isEmpty();
    }

    @Test
    void whatAnImportLeftThatWasKilledIsGoneAtTheStart() throws IOException {
        Path left = Files.createDirectories(folder.resolve("run/import")).resolve("list");
        Files.writeString(left, "http://h.example/live/user/secret/1.ts");

        importing = new Importing(folder);

        assertThat(left).doesNotExist();
    }
}
