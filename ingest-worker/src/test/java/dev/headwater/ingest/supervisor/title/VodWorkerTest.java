package dev.headwater.ingest.supervisor.title;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.catalog.Details;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Movie;
import dev.headwater.core.hls.SegmentKeys;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.hls.keys.ContentKey;
import dev.headwater.core.media.Source;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.vod.Asset;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.supervisor.channel.SegmentSweeper;
import dev.headwater.ingest.supervisor.children.Await;
import dev.headwater.ingest.supervisor.children.ScriptedLauncher;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class VodWorkerTest extends VodStage {
    @Test
    void ofAnEncryptedFilmNothingIsStoredInTheClear() throws IOException {
        movies.save(new Movie(
                FILM,
                Listed.plain("A film", 1, rig.clock.instant()),
                Details.NONE,
                new Source("file:/films/a.mkv"),
                true));
        ContentKey old = rig.keys.make(FILM, 0, Duration.ofDays(1));
        worker.start();
        assets.want(FILM);
        worker.look();
        makes(rig.launcher.child(0));

        Asset.Packaged made = await(Asset.State.READY).packaged();
        assertThat(made).isNotNull();
        assertThat(made.file()).isNull();
        assertThat(keys("hls/7/file/")).isEmpty();
        String playlist = text(made.playlist());
        Matcher key =
                Pattern.compile("METHOD=AES-128,URI=\"([0-9a-f]{16})\\.key\"").matcher(playlist);
        assertThat(key.find()).isTrue();
        assertThat(keys("hls/7/")).hasSize(6).allSatisfy(stored -> {
            SegmentName name = SegmentName.parse(stored.replaceFirst(".*/", "").replace(".ts", ""))
                    .orElseThrow();
            byte[] bytes = rig.objects.get(stored, ByteRange.ALL).orElseThrow().readAll();
            assertThat(bytes).isNotEqualTo(new byte[bytes.length]);
            assertThat(rig.keys.decrypt(FILM, key.group(1), name, bytes).orElseThrow())
                    .containsOnly(0)
                    .hasSizeLessThan(bytes.length);
        });
        Await.until(
                "the key of what was played before is gone",
                () -> rig.keyTable.get(new Key("KEYS#" + FILM, old.id())).isEmpty());
    }

    @Test
    void whatIsWantedIsMadeAndPlaysWhenEverythingIsStored() throws IOException {
        worker.start();
        assets.want(FILM);
        worker.look();
        makes(rig.launcher.child(0));

        Asset.Packaged made = await(Asset.State.READY).packaged();
        assertThat(made).isNotNull();
        assertThat(made.durationMillis()).isEqualTo(6000);
        assertThat(made.targetDuration()).isEqualTo(2);
        assertThat(made.fileBytes()).isEqualTo(11);
        assertThat(made.renditions())
                .extracting(r -> r.name() + " " + r.averageBandwidth())
                .containsExactly("720p 4400", "360p 4000");
        assertThat(made.playlist()).isEqualTo("vod/7/1.m3u8");
        List<String> names = text(made.playlist())
                .lines()
                .filter(line -> line.endsWith(".ts"))
                .toList();
        assertThat(names).hasSize(3).allMatch(name -> name.matches("vod-1-[012]-[0-9a-f]{16}\\.ts"));
        for (String name : names) {
            assertThat(keys("hls/7/720p/vod/" + name)).hasSize(1);
            assertThat(keys("hls/7/360p/vod/" + name)).hasSize(1);
        }
        assertThat(text(SegmentKeys.file(FILM, made.file()))).isEqualTo("ftyp-moov-m");
        awaitNobodyWaits();
        Await.until(
                "the work folder is empty",
                () -> !Files.exists(work.resolve("vod").resolve("7")));
        Job.Title job = (Job.Title) rig.launcher.child(0).job;
        assertThat(job.source().url()).isEqualTo("file:/films/a.mkv");
    }

    @Test
    void anUploadInTheCloudIsLeftToTheServiceThatReadsIt() {
        movies.save(new Movie(
                5,
                Listed.plain("Sent", 1, rig.clock.instant()),
                Details.NONE,
                new Source("upload:0123456789abcdef01234567")));
        assets.want(5);
        assets.want(FILM);
        worker.start();
        rig.launcher.child(0).fails("no film");
        await(Asset.State.FAILED);
        assertThat(((Job.Title) rig.launcher.child(0).job).source().url()).isEqualTo("file:/films/a.mkv");
        assertThat(assets.find(5)).map(Asset::state).contains(Asset.State.WANTED);
        assertThat(assets.waiting()).containsExactly(5);
    }

    @Test
    void howFarItIsIsShownAlongTheWay() {
        worker.start();
        assets.want(FILM);
        rig.launcher
                .child(0)
                .says(new Frame.Probed(100_000, "h264", "", 640, 360, 25))
                .says(new Frame.Heartbeat(50_000));
        Await.until("it is half done", () -> asset().percent() == 47);
        assertThat(asset().state()).isEqualTo(Asset.State.PREPARING);
    }

    @Test
    void whatSomebodyWantsToSeeIsNextWhateverElseIsFetched() throws IOException {
        for (int id = 1; id <= 3; id++) {
            movies.save(new Movie(
                    id, Listed.plain("Stock", 1, rig.clock.instant()), Details.NONE, new Source("file:/" + id)));
            assets.fetch(id);
        }
        worker.start();
        ScriptedLauncher.Child first = rig.launcher.child(0);
        assets.want(FILM);
        makes(first);
        assertThat(((Job.Title) rig.launcher.child(1).job).source().rest()).isEqualTo("/films/a.mkv");
        makes(rig.launcher.child(1));
        assertThat(((Job.Title) rig.launcher.child(2).job).source().rest()).isEqualTo("/2");
    }

    @Test
    void whatAnEarlierLifeOfATitleLeftIsNotInUse() throws IOException {
        worker.start();
        assets.want(FILM);
        makes(rig.launcher.child(0));
        await(Asset.State.READY);
        table.delete(new Key("VOD#7", "ASSET"), Condition.always());
        assets.want(FILM);
        makes(rig.launcher.child(1));
        assertThat(await(Asset.State.READY).fence()).isEqualTo(2);
        assertThat(keys("hls/7/")).hasSize(7).allMatch(key -> key.contains("/vod-2-"));
    }

    @Test
    void oneWorkerMakesATitle() {
        assertThat(rig.leases.acquire("vod/7", "another", Duration.ofMinutes(1)))
                .isPresent();
        assets.want(FILM);
        movies.save(new Movie(
                8, Listed.plain("Another", 1, rig.clock.instant()), Details.NONE, new Source("file:/films/b.mkv")));
        assets.want(8);
        worker.start();
        assertThat(((Job.Title) rig.launcher.child(0).job).source().rest()).isEqualTo("/films/b.mkv");
        assertThat(asset().state()).isEqualTo(Asset.State.WANTED);
    }

    @Test
    void aReadyTitleIsNeverSweptAndARemovedOneWholly() throws IOException {
        worker.start();
        assets.want(FILM);
        makes(rig.launcher.child(0));
        await(Asset.State.READY);
        worker.close();
        rig.objects.put("hls/7/720p/vod/vod-0-1-0000000000000001.ts", new byte[1], ObjectMeta.segment());
        rig.objects.put("hls/71/720p/vod/vod-1-1-0000000000000001.ts", new byte[1], ObjectMeta.segment());
        rig.clock.move(Duration.ofDays(30));
        assets.leaveToSweeper(FILM);
        new SegmentSweeper(rig.parts("a"), rig.channels, rig.leases, rig.swept).sweep();
        sweeper().sweep();
        assertThat(keys("hls/7/")).hasSize(7);
        assertThat(keys("vod/7/")).hasSize(1);
        assertThat(assets.toSweep()).isEmpty();

        assets.delete(FILM);
        sweeper().sweep();
        assertThat(keys("hls/7/")).isEmpty();
        assertThat(keys("vod/")).isEmpty();
        assertThat(keys("hls/71/")).hasSize(1);
    }
}
