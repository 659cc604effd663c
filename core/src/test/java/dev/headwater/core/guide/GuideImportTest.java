package dev.headwater.core.guide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.TestClock;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.TableStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuideImportTest {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss +0000").withZone(ZoneOffset.UTC);
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant LONG_AGO = NOON.minus(Duration.ofDays(30));
    private static final Instant FAR = NOON.plus(Duration.ofDays(30));

    @TempDir
    Path folder;

    private final TestClock clock = TestClock.fixed();
    private final InMemoryTableStore catalog = new InMemoryTableStore();
    private final GuideSources sources = new GuideSources(catalog, clock);
    private final GuideSource first = GuideSource.of(1, "first", "/first.xml");

    @BeforeEach
    void addSource() {
        sources.add(first);
    }

    private GuideImport imports() {
        return new GuideImport(catalog, sources, clock, folder);
    }

    private GuideReport run(String file) {
        return run("first", file, false);
    }

    private GuideReport run(String source, String file, boolean yes) {
        try {
            return imports()
                    .run(
                            new ByteArrayInputStream(file.getBytes(UTF_8)),
                            sources.find(source).orElseThrow(),
                            yes,
                            GuideProgress.NONE);
        } catch (GuideRefusedException | IOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Without {@code stop} where it is null. */
    private static String programme(String channel, Instant start, Instant stop, String title) {
        return "<programme channel=\"" + channel + "\" start=\"" + TIME.format(start) + "\""
                + (stop == null ? "" : " stop=\"" + TIME.format(stop) + "\"") + "><title>" + title
                + "</title></programme>\n";
    }

    private static String hours(String channel, Instant from, int count, String title) {
        return IntStream.range(0, count)
                .mapToObj(i -> programme(
                        channel, from.plus(Duration.ofHours(i)), from.plus(Duration.ofHours(i + 1)), title + i))
                .collect(Collectors.joining());
    }

    private static String file(String... inside) {
        return "<tv>" + String.join("", inside) + "</tv>";
    }

    /** As a reader sees it that has nothing in memory. */
    private List<Programme> all(String guideId) {
        return new Guide(catalog, new GuideSources(catalog, clock), clock).programmes(guideId, LONG_AGO, FAR);
    }

    private List<String> titles(String guideId) {
        return all(guideId).stream().map(Programme::title).toList();
    }

    private Map<Object, String> items() {
        Map<Object, String> items = new HashMap<>();
        for (Item item : catalog.scan(1000, null).items()) {
            items.put(item.key(), item.body().json());
        }
        return items;
    }

    @Test
    void whatIsImportedIsOn() {
        GuideReport report = run(
                file("<channel id=\"a\"><display-name>Channel A</display-name></channel>", hours("a", NOON, 30, "t")));
        assertThat(report).isEqualTo(new GuideReport(1, 30, 0, 0, 2, 0, 0, 0));
        assertThat(all("a")).hasSize(30);
        Guide guide = new Guide(catalog, sources, clock);
        assertThat(guide.programmes("a", NOON.plusSeconds(1800), NOON.plusSeconds(3601)))
                .extracting(Programme::title)
                .containsExactly("t0", "t1");
        assertThat(guide.programmes("a", NOON.minusSeconds(10), NOON)).isEmpty();
        assertThat(guide.programmes("b", LONG_AGO, FAR)).isEmpty();
        assertThat(guide.programmes("", LONG_AGO, FAR)).isEmpty();
        assertThat(guide.programmes("x".repeat(2000), LONG_AGO, FAR)).isEmpty();
        assertThat(sources.find("first").orElseThrow().last()).isEqualTo(new GuideSource.Last(clock.instant(), 1, 30));
    }

    @Test
    void aProgrammeAcrossMidnightIsOnOnBothDays() {
        Instant late = Instant.parse("2026-11-20T23:30:00Z");
        run(file(programme("a", late, late.plus(Duration.ofHours(3)), "night")));
        Guide guide = new Guide(catalog, sources, clock);
        assertThat(guide.programmes("a", late.plus(Duration.ofHours(2)), late.plus(Duration.ofHours(4))))
                .hasSize(1);
    }

    @Test
    void orderDoesNotMatterAndMemoryDoesNotGrow() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int channel = 0; channel < 20; channel++) {
            Collections.addAll(
                    lines, hours("c" + channel, NOON, 300, "some title").split("\n", -1));
        }
        run(file(lines.toArray(String[]::new)));
        Map<Object, String> ordered = items();
        Collections.shuffle(lines, new Random(1));
        InMemoryTableStore other = new InMemoryTableStore();
        GuideSources its = new GuideSources(other, clock);
        its.add(first);
        new GuideImport(other, its, clock, folder)
                .run(
                        new ByteArrayInputStream(
                                file(lines.toArray(String[]::new)).getBytes(UTF_8)),
                        first,
                        false,
                        GuideProgress.NONE);
        for (Item item : other.scan(1000, null).items()) {
            assertThat(item.body().json()).isEqualTo(ordered.get(item.key()));
        }
        try (DraftSorter sorter = new DraftSorter(folder, 1000)) {
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, 5000).boxed().toList());
            Collections.shuffle(order, new Random(2));
            for (int i : order) {
                sorter.add(
                        i % 7, i / 7, i, ProgrammeCodec.Texts.of(Programme.of(NOON, NOON.plusSeconds(1), "t" + i, "")));
            }
            assertThat(filesIn(folder)).isGreaterThan(10);
            try (DraftMerge merge = sorter.sorted()) {
                for (int channel = 0; channel < 7; channel++) {
                    for (int i = channel; i < 5000; i += 7) {
                        Draft draft = merge.next().orElseThrow();
                        assertThat(List.of((long) draft.channel(), draft.start(), draft.length()))
                                .containsExactly((long) channel, (long) i / 7, (long) i);
                    }
                }
                assertThat(merge.next()).isEmpty();
            }
        }
        assertThat(filesIn(folder)).isZero();
    }

    private static long filesIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.count();
        }
    }

    @Test
    void whatHasNoEndLastsUntilTheNextAndOverlapsAreCut() {
        run(file(
                programme("a", NOON, null, "open"),
                programme("a", NOON.plusSeconds(600), NOON.plusSeconds(5000), "long"),
                programme("a", NOON.plusSeconds(1200), NOON.plusSeconds(1200), "nothing"),
                programme("a", NOON.plusSeconds(1200), NOON.plusSeconds(1300), "same start"),
                programme("a", NOON.plusSeconds(3000), null, "last"),
                programme("b", NOON, NOON.plus(Duration.ofDays(5)), "for days")));
        assertThat(all("a"))
                .extracting(p ->
                        p.title() + " " + Duration.between(p.start(), p.stop()).toSeconds())
                .containsExactly("open 600", "long 600", "nothing 1800", "last 3600");
        assertThat(Duration.between(
                        all("b").getFirst().start(), all("b").getFirst().stop()))
                .isEqualTo(Duration.ofDays(1));
    }

    @Test
    void keepsTheDaysItIsToKeep() {
        GuideReport report = run(file(hours("a", NOON.minus(Duration.ofDays(20)), 24 * 50, "t")));
        assertThat(all("a").getFirst().start()).isEqualTo("2026-11-13T00:00:00Z");
        assertThat(all("a").getLast().start()).isEqualTo("2026-12-04T23:00:00Z");
        assertThat(report.outside() + report.programmes()).isEqualTo(24 * 50);
        assertThat(report.daysWritten()).isEqualTo(22);
    }

    @Test
    void writesOnlyWhatChanged() {
        String today = hours("a", NOON, 12, "t");
        Instant tomorrow = NOON.plus(Duration.ofHours(12));
        run(file(today, hours("a", tomorrow, 24, "u"), hours("b", NOON, 12, "b")));
        GuideReport same = run(file(today, hours("a", tomorrow, 24, "u"), hours("b", NOON, 12, "b")));
        assertThat(same.daysWritten()).isZero();
        assertThat(same.daysUnchanged()).isEqualTo(3);
        long version = new GuideVersion(catalog, clock).current();
        GuideReport changed = run(file(today, hours("a", tomorrow, 24, "changed"), hours("b", NOON, 12, "b")));
        assertThat(changed.daysWritten()).isEqualTo(1);
        assertThat(new GuideVersion(catalog, clock).current()).isEqualTo(version + 1);
        assertThat(titles("a")).contains("t11", "changed0").doesNotContain("u0");
    }

    /** Dies at each write in turn, the last of them too. */
    @Test
    void anImportThatWasKilledShowsMinutesLaterAtTheLatest() {
        run(file(hours("a", NOON, 12, "before")));
        Map<Object, String> prepared = items();
        long version = new GuideVersion(catalog, clock).current();
        for (int writes = 0; ; writes++) {
            int[] left = {writes};
            TableStore killed = (TableStore) Proxy.newProxyInstance(
                    TableStore.class.getClassLoader(), new Class<?>[] {TableStore.class}, (proxy, method, args) -> {
                        if (method.getName().startsWith("put") && left[0]-- <= 0) {
                            throw new StoreException("killed");
                        }
                        return method.invoke(catalog, args);
                    });
            GuideImport imports = new GuideImport(killed, new GuideSources(killed, clock), clock, folder);
            try {
                runBy(imports, file(hours("a", NOON, 12, "after" + writes)));
                break;
            } catch (Exception e) {
                assertThat(e).isInstanceOf(StoreException.class);
            }
            clock.advance(GuideVersion.WRITTEN);
            long shown = new GuideVersion(catalog, clock).current();
            if (!shownDays().equals(shownDays(prepared))) {
                assertThat(shown).as("after %d writes", writes).isNotEqualTo(version);
            }
            prepared = items();
            version = shown;
        }
        assertThat(new GuideVersion(catalog, clock).current()).isGreaterThan(version);
        assertThat(titles("a").getFirst()).startsWith("after");
    }

    private Map<Object, String> shownDays() {
        return shownDays(items());
    }

    private static Map<Object, String> shownDays(Map<Object, String> items) {
        Map<Object, String> days = new HashMap<>(items);
        days.keySet()
                .removeIf(key -> key.toString().contains("GUIDE-VERSION")
                        || key.toString().contains("GUIDE-SOURCES"));
        return days;
    }

    @Test
    void keepsThePastThatSourcesForget() {
        run(file(
                hours("a", NOON.minus(Duration.ofHours(36)), 72, "old"),
                hours("gone", NOON.minus(Duration.ofHours(36)), 72, "g")));
        run("first", file(hours("a", NOON, 36, "new")), true);
        assertThat(titles("a"))
                .startsWith("old0")
                .contains("old35", "new0")
                .doesNotContain("old36")
                .hasSize(72);
        assertThat(titles("gone")).hasSize(24).doesNotContain("g24");
    }

    @Test
    void whatIsNotTakenChangesNothing() {
        run(file(hours("a", NOON, 40, "t")));
        Map<Object, String> before = items();
        String good = file(hours("a", NOON, 40, "other"));
        for (String bad : List.of(
                good.substring(0, good.length() - 1),
                good.substring(0, good.length() / 2),
                "",
                "<tv></tv>",
                "<html></html>",
                file(hours("a", NOON.minus(Duration.ofDays(300)), 40, "t")))) {
            assertThatThrownBy(() -> run(bad)).hasCauseInstanceOf(GuideRefusedException.class);
        }
        String few = file(hours("a", NOON, 19, "t"));
        assertThatThrownBy(() -> run(few)).hasMessageContaining("--yes");
        assertThat(items()).isEqualTo(before);
        run("first", few, true);
        assertThat(all("a")).hasSize(19);
    }

    @Test
    void aStoreThatFailsIsMadeWholeByTheNextImport() {
        String file = file(hours("a", NOON, 400, "t"), hours("b", NOON, 400, "t"));
        int[] left = {1};
        TableStore failing = (TableStore) Proxy.newProxyInstance(
                TableStore.class.getClassLoader(), new Class<?>[] {TableStore.class}, (proxy, method, args) -> {
                    if (method.getName().equals("putAll") && left[0]-- == 0) {
                        throw new StoreException("the disk is full");
                    }
                    return method.invoke(catalog, args);
                });
        assertThatThrownBy(() -> new GuideImport(failing, sources, clock, folder)
                        .run(new ByteArrayInputStream(file.getBytes(UTF_8)), first, false, GuideProgress.NONE))
                .isInstanceOf(StoreException.class);
        run(file);
        assertThat(all("a")).hasSize(all("b").size()).hasSizeGreaterThan(340);
    }

    /** Over a store that does something before each call of one kind, or fails there. */
    private GuideImport importsWith(String call, Runnable then) {
        TableStore watched = (TableStore) Proxy.newProxyInstance(
                TableStore.class.getClassLoader(), new Class<?>[] {TableStore.class}, (proxy, method, args) -> {
                    if (method.getName().equals(call)) {
                        then.run();
                    }
                    return method.invoke(catalog, args);
                });
        return new GuideImport(watched, sources, clock, folder);
    }

    private void runBy(GuideImport imports, String file) throws Exception {
        imports.run(
                new ByteArrayInputStream(file.getBytes(UTF_8)),
                sources.find("first").orElseThrow(),
                true,
                GuideProgress.NONE);
    }

    @Test
    void aDayThatWasDeletedOnlyHalfIsWrittenAgainOrDeletedWholly() throws Exception {
        String all = file(hours("a", NOON, 72, "t"), hours("b", NOON, 72, "t"), hours("c", NOON, 72, "t"));
        String fewer = file(hours("a", NOON, 12, "t"), hours("b", NOON, 12, "t"));
        for (int good = 0; good < 8; good++) {
            run("first", all, true);
            int[] left = {good};
            GuideImport failing = importsWith("delete", () -> {
                if (left[0]-- == 0) {
                    throw new StoreException("the disk is gone");
                }
            });
            assertThatThrownBy(() -> runBy(failing, fewer)).isInstanceOf(StoreException.class);
            if (good % 2 == 0) {
                run("first", all, true);
                assertThat(all("a")).as("said again after %s deletions", good).hasSize(72);
                assertThat(all("b")).hasSize(72);
                assertThat(all("c")).hasSize(72);
            }
            run("first", fewer, true);
            assertThat(all("a")).as("said no more after %s deletions", good).hasSize(12);
            assertThat(all("b")).hasSize(12);
            assertThat(all("c")).isEmpty();
        }
    }

    @Test
    void aSourceThatIsRemovedWhileItIsImportedLeavesNothingBehind() {
        GuideImport slow = importsWith("putAll", () -> sources.remove("first"));
        assertThatThrownBy(() -> runBy(slow, file(hours("a", NOON, 40, "t"))))
                .isInstanceOf(GuideRefusedException.class)
                .hasMessageContaining("removed");
        assertThat(items().keySet().toString()).doesNotContain("#0000000001");
    }

    @Test
    void theBestSourceIsShownDayByDay() {
        sources.add(new GuideSource(2, "second", "/x", false, 5, "Z", GuideSource.Span.DEFAULT, null));
        run(file(hours("a", Instant.parse("2026-11-20T00:00:00Z"), 48, "first"), hours("only", NOON, 2, "first")));
        run(
                "second",
                file(programme(
                        "a", Instant.parse("2026-11-20T00:00:00Z"), Instant.parse("2026-11-21T00:30:00Z"), "second")),
                false);
        assertThat(all("a")).hasSize(25);
        assertThat(all("a").getFirst().title()).isEqualTo("second");
        assertThat(all("a").get(1).start()).isEqualTo("2026-11-21T00:00:00Z");
        assertThat(titles("only")).hasSize(2);
        assertThat(sources.remove("second")).isTrue();
        assertThat(all("a")).hasSize(48);
        assertThat(sources.remove("second")).isFalse();
        assertThat(items().keySet().toString()).doesNotContain("#0000000002");
    }

    @Test
    void aDayThatDoesNotFitIsCut() {
        Random random = new Random(3);
        StringBuilder day = new StringBuilder();
        for (int i = 0; i < 1400; i++) {
            String noise = random.ints(900, 'a', 'z')
                    .mapToObj(c -> Character.toString(c))
                    .collect(Collectors.joining());
            day.append(programme("a", NOON.plusSeconds(i * 30L), NOON.plusSeconds(i * 30L + 30), "t" + i)
                    .replace("</title>", "</title><desc>" + noise + "</desc>"));
        }
        assertThat(run(file(day.toString())).daysCut()).isEqualTo(1);
        assertThat(all("a")).hasSizeBetween(300, 1300);
    }

    @Test
    void anIdCanBeAnyText() {
        String odd = "ä #/|*.tv 😀\uffee";
        run(file(hours(odd, NOON, 3, "t"), hours("x".repeat(200), NOON, 1, "t"), hours("x".repeat(201), NOON, 1, "t")));
        assertThat(all(odd)).hasSize(3);
        assertThat(all("x".repeat(200))).hasSize(1);
    }
}
