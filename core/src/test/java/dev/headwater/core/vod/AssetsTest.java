package dev.headwater.core.vod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.store.Body;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AssetsTest {
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final InMemoryTableStore table = new InMemoryTableStore();
    private final Assets assets = new Assets(table, () -> now);

    private Asset.Packaged packaged() {
        return new Asset.Packaged(2, List.of(), 10_000, "vod/7/1.m3u8", "vod-1-0000000000000001.mp4", 5);
    }

    @Test
    void whatIsWantedWaitsUntilItIsMade() {
        assertThat(assets.want(7).state()).isEqualTo(Asset.State.WANTED);
        assertThat(assets.waiting()).containsExactly(7);

        assertThat(assets.take(7, 1)).map(Asset::state).contains(Asset.State.PREPARING);
        assertThat(assets.change(7, 1, asset -> asset.preparing(40, now)))
                .map(Asset::percent)
                .contains(40);
        assertThat(assets.want(7).percent()).isEqualTo(40);
        assertThat(assets.waiting()).containsExactly(7);

        assertThat(assets.change(7, 1, asset -> asset.ready(packaged(), now))).isPresent();
        assertThat(assets.waiting()).isEmpty();
        assertThat(assets.want(7).state()).isEqualTo(Asset.State.READY);
        assertThat(assets.take(7, 1)).isEmpty();
    }

    @Test
    void whatIsNewToMakeIsSignalledOnce() {
        AtomicInteger signals = new AtomicInteger();
        assets.listen(signals::incrementAndGet);
        assets.want(7);
        assets.want(7);
        assets.take(7, 1);
        assets.want(7);
        assets.change(7, 1, asset -> asset.ready(packaged(), now));
        assets.want(7);
        assertThat(signals).hasValue(1);
    }

    /** The same assets, where something happens between a state and the end of waiting behind it. */
    private Assets interrupted(Runnable between) {
        AtomicBoolean isPast = new AtomicBoolean();
        InvocationHandler handler = (proxy, method, arguments) -> {
            boolean isHere = method.getName().equals("delete")
                    && ((Key) arguments[0]).pk().equals("VODWAITING");
            if (isHere && isPast.compareAndSet(false, true)) {
                between.run();
            }
            return method.invoke(table, arguments);
        };
        return new Assets(
                (TableStore) Proxy.newProxyInstance(
                        TableStore.class.getClassLoader(), new Class<?>[] {TableStore.class}, handler),
                () -> now);
    }

    @Test
    void aWishBetweenAStateAndTheEndOfWaitingKeepsItsPlace() {
        AtomicInteger signals = new AtomicInteger();
        Assets worker = interrupted(() -> {
            table.delete(new Key("VOD#7", "ASSET"), Condition.always());
            assets.want(7, 5, "192.0.2.1");
        });
        worker.listen(signals::incrementAndGet);
        assets.want(7, 5, "192.0.2.1");
        now = now.plusSeconds(1);
        assets.want(9);
        worker.take(7, 1);

        worker.change(7, 1, asset -> asset.ready(packaged(), now));

        assertThat(assets.waiting()).containsExactly(7, 9);
        assertThat(signals).hasValue(1);
        assertThat(assets.take(7, 2)).map(Asset::state).contains(Asset.State.PREPARING);
    }

    @Test
    void aWishForWhatIsBeingForgottenIsKept() {
        assets.want(7);
        interrupted(() -> assets.want(7)).delete(7);
        assertThat(assets.find(7)).map(Asset::state).contains(Asset.State.WANTED);
        assertThat(assets.waiting()).containsExactly(7);
    }

    @Test
    void aLateWorkerChangesNothing() {
        assets.want(7);
        assets.take(7, 1);
        assertThat(assets.take(7, 1)).map(Asset::fence).contains(2L);

        assertThat(assets.change(7, 1, asset -> asset.ready(packaged(), now))).isEmpty();
        assertThat(assets.find(7).orElseThrow().state()).isEqualTo(Asset.State.PREPARING);

        assertThat(assets.change(7, 2, asset -> asset.ready(packaged(), now))).isPresent();
        assertThat(assets.change(7, 2, asset -> asset.failed("late", now)))
                .map(Asset::state)
                .contains(Asset.State.READY);
    }

    @Test
    void whatFailedIsTriedAgainLaterAndKeepsItsFence() {
        assets.want(7);
        assets.take(7, 1);
        assets.change(7, 1, asset -> asset.failed("the file is gone", now));
        assertThat(assets.want(7).error()).isEqualTo("the file is gone");
        assertThat(assets.waiting()).isEmpty();

        now = now.plus(Duration.ofMinutes(6));
        assertThat(assets.want(7).state()).isEqualTo(Asset.State.WANTED);
        assertThat(assets.waiting()).containsExactly(7);
        assertThat(assets.take(7, 1)).map(Asset::fence).contains(2L);
    }

    @Test
    void whatIsForgottenIsLeftToTheSweeper() {
        assets.want(7);
        assets.take(7, 1);
        assets.delete(7);

        assertThat(assets.find(7)).isEmpty();
        assertThat(assets.waiting()).isEmpty();
        assertThat(assets.change(7, 1, asset -> asset.preparing(3, now))).isEmpty();
        assertThat(assets.toSweep()).containsExactly(7);
        assets.swept(7);
        assertThat(assets.toSweep()).isEmpty();
    }

    @Test
    void whatSomebodyWantsToSeeComesFirstAndTheOldestWishBeforeOthers() {
        assets.fetch(3);
        now = now.plusSeconds(1);
        assets.fetch(2);
        now = now.plusSeconds(1);
        assets.want(9);
        now = now.plusSeconds(1);
        assets.want(1);
        assets.fetch(9);
        assertThat(assets.waiting()).containsExactly(9, 1, 3, 2);

        now = now.plusSeconds(1);
        assets.want(2);
        assets.want(9);
        assertThat(assets.waiting()).containsExactly(9, 1, 2, 3);
    }

    @Test
    void aLineHasAFewTitlesWaitingAndNoMore() {
        for (int film = 1; film <= 20; film++) {
            assertThat(assets.want(film, 5, "192.0.2.1").isPresent()).isEqualTo(film <= 3);
        }
        assertThat(assets.waiting()).containsExactly(1, 2, 3);
        now = now.plusSeconds(60);
        assertThat(assets.want(2, 5, "192.0.2.1")).as("asked once more").isPresent();
        assertThat(assets.want(4, 5, "192.0.2.1")).as("they still wait").isEmpty();

        assets.take(1, 1);
        assertThat(assets.want(4, 5, "192.0.2.1")).as("one is being made").isEmpty();
        assets.change(1, 1, asset -> asset.ready(packaged(), now));
        assertThat(assets.want(1, 5, "192.0.2.1")).map(Asset::state).contains(Asset.State.READY);
        assertThat(assets.want(4, 5, "192.0.2.1")).isPresent();
        assertThat(assets.want(5, 5, "192.0.2.1")).isEmpty();
    }

    @Test
    void anAddressHasAFewTitlesWaitingWhicheverLinesItUses() {
        for (int film = 1; film <= 20; film++) {
            assertThat(assets.want(film, film, "192.0.2.1").isPresent()).isEqualTo(film <= 6);
        }
        assertThat(assets.want(7, 7, "192.0.2.2")).isPresent();
        assertThat(assets.want(8, 7, "192.0.2.2")).as("refused, so not counted").isPresent();
        assertThat(assets.want(9, 7, "192.0.2.2")).isPresent();
        assertThat(assets.want(10, 7, "192.0.2.2")).isEmpty();
    }

    @Test
    void whatAnImportFetchesCountsOnceAViewerWantsItFirst() {
        for (int film = 1; film <= 9; film++) {
            assets.fetch(film);
        }
        for (int film = 9; film >= 1; film--) {
            now = now.plusSeconds(1);
            assertThat(assets.want(film, 5, "192.0.2.1").isPresent()).isEqualTo(film >= 7);
        }
        assertThat(assets.waiting()).startsWith(9, 8, 7);
    }

    @Test
    void whatALineAskedForIsToldAndErased() {
        assets.want(4, 5, "192.0.2.1");
        assertThat(assets.wishesOf(5)).containsOnly(Map.entry(4, now));
        assertThat(assets.wishesOf(6)).isEmpty();
        assets.forgetWishesOf(5);
        assertThat(assets.wishesOf(5)).isEmpty();
    }

    @Test
    void linesTakeTurns() {
        for (int film : List.of(1, 2, 3)) {
            assets.want(film, 5, "192.0.2.1");
            now = now.plusSeconds(1);
        }
        assets.want(4, 6, "192.0.2.2");
        now = now.plusSeconds(1);
        assets.want(3, 7, "192.0.2.3");
        assets.want(8);
        assertThat(assets.waiting()).containsExactly(1, 3, 4, 8, 2);
    }

    @Test
    void whatWasListedBeforeWishesWereToldApartIsStillRead() {
        assets.fetch(7);
        Key key = new Key("VODWAITING", "0000000007");
        table.put(key, new Body(1, "{\"content\":7}", null), Condition.always());
        assets.fetch(6);
        assertThat(assets.waiting()).containsExactly(7, 6);
    }

    @Test
    void aFenceGoesOnWhereTheAssetBeginsAnew() {
        assets.want(7);
        assertThat(assets.take(7, 1)).map(Asset::fence).contains(1L);
        assets.delete(7);
        assets.want(7);
        assertThat(assets.take(7, 2)).map(Asset::fence).contains(2L);
        assertThat(assets.take(7, 1)).map(Asset::fence).contains(3L);
    }

    @Test
    void whatNoWorkerKnowsOfIsListedAgain() {
        assets.want(7);
        assertThat(assets.isForgotten(7, true)).isFalse();
        table.delete(new Key("VODWAITING", "0000000007"), Condition.always());
        assertThat(assets.isForgotten(7, false)).isTrue();
        assertThat(assets.waiting()).isEmpty();
        assertThat(assets.isForgotten(7, true)).isTrue();
        assertThat(assets.waiting()).containsExactly(7);
        assertThat(assets.isForgotten(8, false)).isFalse();
    }
}
