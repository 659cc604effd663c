package dev.headwater.core.vod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.catalog.Details;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Movie;
import dev.headwater.core.hls.keys.ContentKey;
import dev.headwater.core.media.Source;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.Lease;
import dev.headwater.core.vod.TranscodeJobs.JobState;
import dev.headwater.core.vod.TranscodeJobs.News;
import dev.headwater.core.vod.TranscodeJobs.Submitted;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TranscodingTest {
    private static final int FILM = TranscodingRig.FILM;
    private static final JobState DONE = new JobState.Done();
    private final TranscodingRig rig = new TranscodingRig();

    @Test
    void whatIsWantedIsOrderedOnceAndPlaysWhenTheServiceIsDone() {
        TranscodeOrder order = rig.order();
        rig.transcoding.look();
        assertThat(rig.service.asked).containsExactly(order);
        assertThat(order.source()).isEqualTo(TranscodingRig.UPLOAD);
        assertThat(rig.state()).isEqualTo(Asset.State.PREPARING);
        rig.heard(order, new JobState.Running(40));
        assertThat(rig.asset().percent()).isEqualTo(40);

        rig.service.make(order);
        rig.heard(order, DONE);

        Asset.Packaged made = rig.asset().packaged();
        assertThat(made).isNotNull();
        assertThat(made.durationMillis()).isEqualTo(5044);
        assertThat(made.targetDuration()).isEqualTo(2);
        assertThat(made.file()).isEqualTo(order.name() + ".mp4").matches("vod-1-[0-9a-f]{16}\\.mp4");
        assertThat(made.fileBytes()).isEqualTo(14);
        assertThat(made.renditions())
                .extracting(r -> r.name() + " " + r.codecs() + " " + r.width() + " " + r.bandwidth())
                .containsExactly("720p avc1.4d401f,mp4a.40.2 1280 15384", "360p avc1.4d401f,mp4a.40.2 640 7692");
        String playlist = new String(
                rig.objects.get(made.playlist(), ByteRange.ALL).orElseThrow().readAll(), StandardCharsets.UTF_8);
        assertThat(playlist)
                .contains("#EXTINF:2.002,\n" + order.name() + "-s_00001.ts\n")
                .endsWith("#EXTINF:1.040,\n" + order.name() + "-s_00003.ts\n#EXT-X-ENDLIST\n");
        assertThat(rig.keys("hls/7/360p/vod/" + order.name() + "-s_00003.ts")).hasSize(1);
        assertThat(rig.assets.waiting()).isEmpty();
    }

    @Test
    void progressGoesOnlyForwardAndNothingComesAfterTheEnd() {
        TranscodeOrder order = rig.order();
        rig.heard(order, new JobState.Running(70));
        rig.heard(order, new JobState.Running(30));
        assertThat(rig.asset().percent()).isEqualTo(70);
        rig.heard(order, new JobState.Running(100));
        assertThat(rig.asset().percent()).isEqualTo(99);
        rig.service.make(order);
        rig.heard(order, DONE);
        Asset ready = rig.asset();
        rig.heard(order, new JobState.Running(80));
        rig.heard(order, DONE);
        rig.heard(order, new JobState.Failed("late", true));
        assertThat(rig.asset()).isEqualTo(ready);
    }

    @Test
    void aPoisonFileIsQuarantinedWithItsReasonUntilItIsAnother() {
        TranscodeOrder order = rig.order();
        rig.heard(order, new JobState.Failed("the file can not be read", true));
        assertThat(rig.state()).isEqualTo(Asset.State.FAILED);
        assertThat(rig.asset().error()).isEqualTo("the file can not be read");

        rig.clock.advance(Assets.RETRY.plusSeconds(1));
        rig.assets.want(FILM);
        rig.transcoding.look();
        assertThat(rig.service.asked).hasSize(1);
        assertThat(rig.asset().error()).isEqualTo("the file can not be read");
        assertThat(rig.assets.waiting()).isEmpty();

        rig.film(new Source("upload:ffffffffffffffffffffffff"));
        rig.clock.advance(Assets.RETRY.plusSeconds(1));
        assertThat(rig.order().fence()).isGreaterThan(order.fence());
        assertThat(rig.state()).isEqualTo(Asset.State.PREPARING);
    }

    @Test
    void whatTheDeploymentIsToBlameForIsTriedAgain() {
        TranscodeOrder order = rig.order();
        rig.heard(order, new JobState.Failed("no access", false));
        assertThat(rig.asset().error()).isEqualTo("no access");
        rig.clock.advance(Assets.RETRY.plusSeconds(1));
        assertThat(rig.order().fence()).isEqualTo(order.fence() + 1);
    }

    @Test
    void aTitleThatRunsIntoAFaultHoldsUpNoneBehindIt() {
        rig.service.faulty.add(FILM);
        rig.assets.want(FILM);
        rig.clock.advance(Duration.ofSeconds(1));
        rig.film(FILM + 1, TranscodingRig.UPLOAD);
        rig.assets.want(FILM + 1);
        rig.transcoding.look();
        assertThat(rig.service.asked).extracting(TranscodeOrder::content).containsExactly(FILM, FILM + 1);
        assertThat(rig.state()).isEqualTo(Asset.State.PREPARING);

        rig.service.faulty.clear();
        rig.clock.advance(Duration.ofMinutes(1));
        rig.transcoding.look();
        assertThat(rig.service.begun()).isEqualTo(2);
    }

    @Test
    void aRefusedOrderIsAFailureWithItsReason() {
        rig.service.answer = new Submitted.Refused("the service does not take this", true);
        rig.order();
        assertThat(rig.asset().error()).isEqualTo("the service does not take this");
        rig.clock.advance(Assets.RETRY.plusSeconds(1));
        rig.order();
        assertThat(rig.service.asked).hasSize(1);
    }

    @Test
    void anOrderWhoseAnswerWasLostIsSentAgainAndIsOneJob() {
        rig.service.answer = new Submitted.Busy("no answer");
        TranscodeOrder order = rig.order();
        rig.service.job(order); // it came, but nobody was told
        rig.service.answer = null;
        rig.clock.advance(Duration.ofMinutes(1));
        rig.transcoding.look();
        assertThat(rig.service.asked).containsExactly(order, order);
        assertThat(rig.service.begun()).isOne();
    }

    @Test
    void aBusyServiceIsSentNothingMoreButAskedAfterWhatItHas() {
        TranscodeOrder order = rig.order();
        rig.silence();
        rig.service.make(order);
        rig.service.states.put(rig.service.job(order), DONE);
        rig.movies.save(new Movie(5, Listed.plain("B", 1, rig.clock.instant()), Details.NONE, TranscodingRig.UPLOAD));
        rig.assets.want(5);
        rig.service.answer = new Submitted.Busy("throttled");
        rig.transcoding.look();
        assertThat(rig.state()).isEqualTo(Asset.State.READY);
        assertThat(rig.service.asked).hasSize(2);
    }

    @Test
    void ofAnEncryptedFilmNothingIsOrderedInTheClearAndItPlaysThroughItsKey() {
        rig.encrypted(true);
        TranscodeOrder order = rig.order();
        ContentKey key = rig.service.given.getLast().orElseThrow();
        assertThat(order.key()).isEqualTo(key.id());
        rig.service.make(order);
        rig.heard(order, DONE);

        Asset.Packaged made = rig.asset().packaged();
        assertThat(made).isNotNull();
        assertThat(made.file()).isNull();
        assertThat(made.fileBytes()).isZero();
        String playlist = new String(
                rig.objects.get(made.playlist(), ByteRange.ALL).orElseThrow().readAll(), StandardCharsets.UTF_8);
        assertThat(playlist)
                .containsOnlyOnce("#EXT-X-KEY:METHOD=AES-128,URI=\"" + key.id() + ".key\",IV=0x"
                        + order.initializationVector() + "\n#EXTINF:2.002,\n" + order.name() + "-s_00001.ts\n");
        assertThat(rig.keys.find(FILM, key.id())).map(ContentKey::bytes).contains(key.bytes());
    }

    @Test
    void whatWasMadeInTheClearAgainstItsOrderDoesNotPlay() {
        rig.encrypted(true);
        TranscodeOrder order = rig.order();
        rig.service.given.add(Optional.empty());
        rig.service.make(order);
        rig.heard(order, DONE);
        assertThat(rig.asset().error()).isEqualTo("a segment of 360p that was made is not encrypted");
    }

    @Test
    void anOrderIsSentAgainWithTheSameKeyAndNeverWithout() {
        rig.encrypted(true);
        rig.service.answer = new Submitted.Busy("no answer");
        TranscodeOrder order = rig.order();
        rig.clock.advance(Duration.ofMinutes(1));
        rig.transcoding.look();
        assertThat(rig.service.asked).containsExactly(order, order);
        assertThat(rig.service.given)
                .allSatisfy(key -> assertThat(key.orElseThrow().id()).isEqualTo(order.key()));
        rig.keys.remove(FILM, order.key());
        rig.clock.advance(Duration.ofMinutes(1));
        rig.transcoding.look();
        assertThat(rig.service.asked).hasSize(2);
        assertThat(rig.asset().error()).isEqualTo("the key it was to be encrypted with is gone");
    }

    @Test
    void keysGoWithWhatTheyOpen() {
        rig.encrypted(true);
        TranscodeOrder first = rig.order();
        rig.heard(first, new JobState.Failed("no access", false));
        rig.clock.advance(Assets.RETRY.plusSeconds(1));
        TranscodeOrder second = rig.order();
        rig.service.make(second);
        rig.heard(second, DONE);
        assertThat(rig.storedKeys()).isEqualTo(2);
        rig.sweeper().sweep();
        assertThat(rig.keys.find(FILM, second.key())).isPresent();
        assertThat(rig.storedKeys()).isEqualTo(1);

        rig.movies.remove(FILM, movie -> {});
        rig.assets.delete(FILM);
        rig.sweeper().sweep();
        assertThat(rig.storedKeys()).as("it may be needed for a moment").isEqualTo(1);
        rig.clock.advance(Duration.ofMinutes(6));
        rig.sweeper().sweep();
        assertThat(rig.storedKeys()).isZero();
        assertThat(rig.assets.toSweep()).isEmpty();
    }

    @Test
    void aSilentJobIsAskedAfter() {
        TranscodeOrder order = rig.order();
        rig.service.make(order);
        rig.service.states.put(rig.service.job(order), DONE);
        rig.transcoding.look();
        assertThat(rig.state()).isEqualTo(Asset.State.PREPARING);
        rig.silence();
        rig.transcoding.look();
        assertThat(rig.state()).isEqualTo(Asset.State.READY);
    }

    @Test
    void aJobTheServiceForgotIsOrderedAnew() {
        TranscodeOrder order = rig.order();
        rig.service.states.put(rig.service.job(order), new JobState.Gone());
        rig.silence();
        rig.transcoding.look();
        assertThat(rig.service.asked).hasSize(2);
        assertThat(rig.service.asked.getLast().fence()).isEqualTo(order.fence() + 1);
        rig.service.make(order);
        rig.heard(order, DONE);
        assertThat(rig.state()).isEqualTo(Asset.State.PREPARING);
    }

    @Test
    void whatIsMissingOfWhatWasMadeIsAReason() {
        TranscodeOrder order = rig.order();
        rig.service.make(order);
        rig.objects.delete(rig.keys("hls/7/360p/vod/" + order.name() + "-s_00002.ts"));
        rig.heard(order, DONE);
        assertThat(rig.asset().error()).isEqualTo("a segment of 360p that was made is missing or empty");
    }

    @Test
    void aStrangersJobIsNobodys() {
        TranscodeOrder order = rig.order();
        rig.service.make(order);
        rig.transcoding.heard(new News("another", FILM, order.fence(), DONE));
        assertThat(rig.state()).isEqualTo(Asset.State.PREPARING);
    }

    @Test
    void whatIsWithheldWaitsAndIsFinishedWhenItMayBeSeen() {
        rig.withheld.add(FILM);
        rig.assets.want(FILM);
        rig.transcoding.look();
        assertThat(rig.service.asked).isEmpty();
        rig.withheld.clear();
        rig.transcoding.look();
        TranscodeOrder order = rig.service.asked.getLast();
        rig.withheld.add(FILM);
        rig.service.make(order);
        rig.service.states.put(rig.service.job(order), DONE);
        rig.heard(order, DONE);
        assertThat(rig.state()).isEqualTo(Asset.State.PREPARING);
        rig.withheld.clear();
        rig.silence();
        rig.transcoding.look();
        assertThat(rig.state()).isEqualTo(Asset.State.READY);
    }

    @Test
    void whatAWorkerMakesIsLeftToIt() {
        rig.leases.acquire(Lease.ofTitle(FILM), "worker", Duration.ofMinutes(1));
        rig.assets.want(FILM);
        rig.transcoding.look();
        assertThat(rig.service.asked).isEmpty();
        assertThat(rig.state()).isEqualTo(Asset.State.WANTED);
    }

    @Test
    void aTitleThatWasTakenAndNeverOrderedIsOrderedAfterAWhile() {
        rig.assets.want(FILM);
        rig.assets.take(FILM, 1);
        rig.transcoding.look();
        assertThat(rig.service.asked).isEmpty();
        rig.clock.advance(Duration.ofMinutes(1));
        rig.transcoding.look();
        assertThat(rig.service.asked)
                .singleElement()
                .extracting(TranscodeOrder::fence)
                .isEqualTo(2L);
    }

    @Test
    void aDeletedTitleStaysDeletedAndLeavesNothing() {
        TranscodeOrder order = rig.order();
        rig.movies.remove(FILM, movie -> {});
        rig.assets.delete(FILM);
        rig.assets.swept(FILM);
        rig.service.make(order);
        rig.heard(order, new JobState.Running(10));
        rig.heard(order, DONE);
        assertThat(rig.assets.find(FILM)).isEmpty();
        rig.clock.advance(Duration.ofMinutes(6));
        rig.sweeper().sweep();
        assertThat(rig.keys("hls/7/")).isEmpty();
        assertThat(rig.assets.toSweep()).isEmpty();
    }
}
