package dev.headwater.api.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.TestClock;
import dev.headwater.core.store.Body;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.Key;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacksTest {
    private final TestClock clock = TestClock.fixed();
    private final InMemoryTableStore table = new InMemoryTableStore();
    private final Packs packs = new Packs(table, clock);
    private final PackKey key =
            new PackKey(Scope.LIVE, Form.JSON, new Audience(new BouquetSet(List.of("all")), false, ""));

    @Test
    void whatWasRenderedBeforeChannelsWereToldToHaveAnArchiveIsRenderedAnew() {
        Ready made = Ready.of(key, 7, null, clock.instant(), "abc");
        packs.save(key, made);
        Key item = new Key(Ready.partition(Scope.LIVE), key.name());
        Body written = table.get(item).orElseThrow().body();
        table.put(item, new Body(1, written.json(), written.expiresAt()), Condition.always());
        packs.forget(key);

        assertThat(packs.find(key)).hasValueSatisfying(old -> {
            assertThat(old.change()).isNegative();
            assertThat(old.pack()).isEqualTo("abc");
        });
        assertThat(packs.save(key, Ready.of(key, 0, null, clock.instant(), "def"))
                        .pack())
                .isEqualTo("def");
    }
}
