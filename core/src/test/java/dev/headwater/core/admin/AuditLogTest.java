package dev.headwater.core.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.core.TestClock;
import dev.headwater.core.store.Body;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.Page;
import dev.headwater.core.store.Query;
import dev.headwater.core.store.Together;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuditLogTest {
    private final TestClock clock = TestClock.fixed();
    private final InMemoryTableStore table = new InMemoryTableStore();
    private final StoredSettings settings = new StoredSettings(table);
    private final AuditLog log = new AuditLog(table, settings, new SecureRandom(), clock);

    @Test
    void thePagesOfManyDaysAreTheWholeLogNewestFirst() {
        for (int i = 0; i < 40; i++) {
            record("ada", "line.add", "line" + i);
            clock.advance(Duration.ofHours(i % 7 == 0 ? 60 : 3));
        }
        List<AuditEntry> all = all(AuditFilter.ALL, 7);
        assertThat(all).hasSize(40).isSortedAccordingTo((a, b) -> b.at().compareTo(a.at()));
        assertThat(all).extracting(AuditEntry::target).doesNotHaveDuplicates();
    }

    @Test
    void entriesOfOneInstantAreAllKept() {
        Together.run(50, i -> record("ada", "line.add", "line" + i));
        assertThat(all(AuditFilter.ALL, 3))
                .extracting(AuditEntry::target)
                .hasSize(50)
                .doesNotHaveDuplicates();
    }

    @Test
    void onlyWhatFitsIsShown() {
        record("ada", "line.add", "a");
        clock.advance(Duration.ofHours(20));
        record("bob", "line.remove", "a");
        clock.advance(Duration.ofHours(20));
        record("ada", "edge.add", "b");
        assertThat(targets(new AuditFilter(null, null, "ada", null, null, null)))
                .containsExactly("b", "a");
        assertThat(targets(new AuditFilter(null, null, null, "line.", null, null)))
                .containsExactly("a", "a");
        assertThat(targets(new AuditFilter(null, null, null, null, "b", null))).containsExactly("b");
        assertThat(all(
                        new AuditFilter(
                                clock.instant().minus(Duration.ofHours(20)), clock.instant(), null, null, null, null),
                        9))
                .extracting(AuditEntry::action)
                .containsExactly("line.remove");
        assertThat(targets(new AuditFilter(clock.instant(), null, null, null, null, null)))
                .containsExactly("b");
    }

    @Test
    void aFilterThatFitsFewGivesShortPagesRatherThanSlowOnes() {
        record("bob", "line.add", "needle");
        for (int i = 0; i < AuditLog.MAX_LOOKED_AT; i++) {
            clock.advance(Duration.ofMillis(1));
            record("ada", "line.add", "hay");
        }
        AuditFilter filter = new AuditFilter(null, null, "bob", null, null, null);
        Page<AuditEntry> first = log.page(filter, 10, null);
        assertThat(first.items()).isEmpty();
        assertThat(first.next()).isNotNull();
        assertThat(log.page(filter, 10, first.next()).items())
                .extracting(AuditEntry::target)
                .containsExactly("needle");
    }

    @Test
    void whatIsPastTheRetentionIsNotShownAlsoWhereItIsStillThere() {
        settings.change(s -> s.withAuditDays(10));
        record("ada", "line.add", "old");
        Item stored = table.scan(100, null).items().stream()
                .filter(item -> item.key().pk().startsWith("AUDIT#"))
                .findFirst()
                .orElseThrow();
        assertThat(stored.body().expiresAt()).isEqualTo(clock.instant().plus(Duration.ofDays(10)));
        clock.advance(Duration.ofDays(10));
        assertThat(all(AuditFilter.ALL, 9)).hasSize(1);
        clock.advance(Duration.ofMillis(1));
        assertThat(all(AuditFilter.ALL, 9)).isEmpty();
    }

    @Test
    void anUnreadableEntryTakesNoOtherDown() {
        record("ada", "line.add", "a");
        table.put(new Key("AUDIT#2026-11-20", "15:00:00.000000000-000000000000"), Body.of(1, "[]"), Condition.always());
        assertThat(targets(AuditFilter.ALL)).containsExactly("a");
    }

    @Test
    void limitsAndCursorsAreChecked() {
        for (int limit : new int[] {0, AuditLog.MAX_LIMIT + 1}) {
            assertThatThrownBy(() -> log.page(AuditFilter.ALL, limit, null))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> log.page(AuditFilter.ALL, 1, "LINES/1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 50)
    void whatIsCutIsStillJsonAndSaysSo(@ForAll String text, @ForAll @IntRange(min = 1, max = 9) int times)
            throws Exception {
        ObjectMapper json = new ObjectMapper();
        String before = json.writeValueAsString(text.repeat(times) + "é\"\\\u0001".repeat(2000));
        String kept = entry("a", "b", "c", before).before();
        assertThat(kept.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(AuditEntry.MAX_JSON);
        JsonNode cut = json.readTree(kept);
        assertThat(cut.path("cut").asBoolean()).isTrue();
        assertThat(cut.path("bytes").asInt()).isEqualTo(before.getBytes(StandardCharsets.UTF_8).length);
        assertThat(before).startsWith(cut.path("start").asText());
    }

    @Test
    void whatWasRefusedIsToldApart() {
        record("ada", "line.add", "a");
        log.record(new AuditEntry(clock.instant(), "bob", "line.add", "b", null, null, null, null, AuditEntry.REFUSED));
        AuditFilter refused = new AuditFilter(null, null, null, null, null, AuditEntry.REFUSED);
        assertThat(targets(refused)).containsExactly("b");
        assertThat(all(AuditFilter.ALL, 9)).extracting(AuditEntry::outcome).containsOnly("done", "refused");
    }

    /** As entries were stored before there were refused ones. */
    @Test
    void anEntryWithoutAnOutcomeWasDone() {
        record("ada", "line.add", "a");
        Item stored = table.query(
                        Query.all("AUDIT#" + clock.instant().toString().substring(0, 10)))
                .items()
                .getFirst();
        String old = stored.body().json().replace(",\"outcome\":\"done\"", "");
        assertThat(old).doesNotContain("outcome");
        table.put(
                stored.key(),
                new Body(stored.body().schema(), old, stored.body().expiresAt()),
                Condition.always());
        assertThat(all(AuditFilter.ALL, 9)).extracting(AuditEntry::outcome).containsExactly("done");
    }

    @Test
    void shortTextsStayAsTheyAre() {
        assertThat(entry("ada", "line.add", "x", "{\"a\":1}").before()).isEqualTo("{\"a\":1}");
        assertThat(entry("x".repeat(500), "a", "t", null).caller()).hasSize(200).endsWith("…");
    }

    @Test
    void settingsAreChangedTogether() {
        Together.run(20, i -> settings.change(s -> s.withAuditDays(s.auditDays() + 1)));
        assertThat(settings.change(s -> s.withServiceName("TV"))).isEqualTo(new Settings("TV", 385));
        assertThat(settings.find()).isEqualTo(new Settings("TV", 385));
        for (String bad : new String[] {"", " ", "a\nb", "x".repeat(65)}) {
            assertThatThrownBy(() -> new Settings(bad, 1)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new Settings("TV", 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private List<String> targets(AuditFilter filter) {
        return all(filter, 2).stream().map(AuditEntry::target).toList();
    }

    private List<AuditEntry> all(AuditFilter filter, int limit) {
        List<AuditEntry> all = new ArrayList<>();
        String cursor = null;
        do {
            Page<AuditEntry> page = log.page(filter, limit, cursor);
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return all;
    }

    private void record(String caller, String action, String target) {
        log.record(entry(caller, action, target, null));
    }

    private AuditEntry entry(String caller, String action, String target, @Nullable String before) {
        return AuditEntry.done(clock.instant(), caller, action, target, before, null, null, null);
    }
}
