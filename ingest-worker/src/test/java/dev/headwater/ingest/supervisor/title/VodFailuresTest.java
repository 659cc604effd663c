package dev.headwater.ingest.supervisor.title;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.vod.Asset;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.supervisor.channel.BrokenStore;
import dev.headwater.ingest.supervisor.children.Await;
import dev.headwater.ingest.supervisor.children.ScriptedLauncher;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Films that can not be made, are not wanted any more, or are left behind by one that ends. */
class VodFailuresTest extends VodStage {
    @Test
    void aStoreThatHangsDoesNotKeepTheWorkerFromEnding() throws IOException {
        CountDownLatch gate = new CountDownLatch(1);
        AtomicBoolean hangs = new AtomicBoolean();
        rig.objects = new BrokenStore(rig.objects) {
            @Override
            public String put(String key, byte[] bytes, ObjectMeta meta) {
                hangs.set(true);
                while (gate.getCount() > 0) {
                    LockSupport.parkNanos(1_000_000); // whatever interrupts it
                }
                return super.put(key, bytes, meta);
            }
        };
        worker = worker();
        worker.start();
        assets.want(FILM);
        worker.look();
        makes(rig.launcher.child(0));
        Await.until("the store hangs", hangs::get);
        try {
            Thread closing = Thread.ofPlatform().start(() -> worker.close(Duration.ofMillis(1)));
            Await.until("the worker is closed", () -> !closing.isAlive());
        } finally {
            gate.countDown();
        }
    }

    @Test
    void whatCanNotBeMadeSaysWhyAndLeavesNothing() {
        worker.start();
        assets.want(FILM);
        rig.launcher.child(0).opens("720p").makes(0).fails("the file /films/a.mkv is no media file");

        assertThat(await(Asset.State.FAILED).error()).isEqualTo("the file /films/a.mkv is no media file");
        awaitNobodyWaits();
        rig.clock.move(Duration.ofMinutes(6));
        worker.close();
        sweeper().sweep();
        assertThat(keys("hls/7/")).isEmpty();
        assertThat(assets.toSweep()).isEmpty();
    }

    @Test
    void aChildThatDiesThreeTimesIsAFailure() {
        worker.start();
        assets.want(FILM);
        for (int attempt = 0; attempt < 3; attempt++) {
            rig.launcher.child(attempt).opens("720p").makes(0).ends();
        }
        assertThat(await(Asset.State.FAILED).error()).isEqualTo("the child process ended before the title was made");
    }

    @Test
    void aStoreThatTakesNothingIsAFailure() {
        BrokenStore broken = new BrokenStore(rig.objects);
        broken.failures.set(1000);
        rig.objects = broken;
        worker = worker();
        worker.start();
        assets.want(FILM);
        rig.launcher.child(0).opens("720p").makes(0);
        assertThat(await(Asset.State.FAILED).error()).isEqualTo("it can not be stored: the store is full");
        assertThat(rig.launcher.child(0).isKilled()).isTrue();
    }

    @Test
    void anotherStartBeginsAnewAndClearsAwayWhatWasBegun() throws IOException {
        worker.start();
        assets.want(FILM);
        rig.launcher.child(0).opens("720p", "360p").makes(0);
        Await.until("a segment is stored", () -> keys("hls/7/").size() == 2);
        Files.writeString(work.resolve("vod").resolve("left"), "by a life before");
        worker.close();
        assertThat(asset().state()).isEqualTo(Asset.State.PREPARING);
        assertThat(rig.launcher.child(0).isKilled()).isTrue();

        worker = worker();
        worker.start();
        makes(rig.launcher.child(1));
        assertThat(await(Asset.State.READY).fence()).isEqualTo(2);
        assertThat(keys("hls/7/")).hasSize(7).allMatch(key -> key.contains("/vod-2-"));
        assertThat(keys("vod/7/")).containsExactly("vod/7/2.m3u8");
        assertThat(work.resolve("vod").resolve("left")).doesNotExist();
    }

    @Test
    void whatNobodyWantsAnyMoreIsDropped() {
        worker.start();
        assets.want(FILM);
        ScriptedLauncher.Child child = rig.launcher.child(0);
        child.says(new Frame.Probed(6000, "h264", "", 640, 360, 25))
                .opens("720p")
                .makes(0);
        assets.delete(FILM);
        child.says(new Frame.Heartbeat(2000));
        Await.until("its child is ended", child::isKilled);
        worker.close();
        assertThat(assets.find(FILM)).isEmpty();

        rig.clock.move(Duration.ofMinutes(6));
        sweeper().sweep();
        assertThat(keys("hls/7/")).isEmpty();
    }

    @Test
    void aTitleThatIsGoneFromTheCatalogueIsForgotten() {
        movies.delete(FILM);
        assets.want(FILM);
        worker.start();
        Await.until("it is forgotten", () -> assets.find(FILM).isEmpty());
        assertThat(rig.launcher.children).isEmpty();
    }
}
