package dev.headwater.core.guide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.TableStore;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Imports that are refused, killed, or fail in the middle: the next one makes whole what they left. */
class GuideImportFaultsTest extends GuideImporting {
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
}
