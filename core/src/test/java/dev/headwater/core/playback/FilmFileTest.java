package dev.headwater.core.playback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.account.LineStatus;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Movie;
import dev.headwater.core.catalog.Rights;
import dev.headwater.core.hls.keys.ContentKey;
import dev.headwater.core.playback.session.Session;
import dev.headwater.core.vod.Asset.Packaged;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A film as one file: signed by itself, for as long as it may take, one session however it is asked for. */
class FilmFileTest extends FilmFixture {
    @Test
    void aFileIsSignedByItselfForTwiceItsLengthWithinReason() {
        assertThat(validFor(Duration.ofMinutes(3))).isEqualTo(Duration.ofHours(1));
        assertThat(validFor(Duration.ofMinutes(100))).isEqualTo(Duration.ofMinutes(200));
        assertThat(validFor(Duration.ofHours(9))).isEqualTo(Duration.ofHours(12));
    }

    @Test
    void aFileIsOpenNoLongerThanItsRightsAndTheLine() {
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        Instant rightsEnd = minute.plus(Duration.ofMinutes(31)).plusSeconds(20);
        Movie film = movies.find(FILM).orElseThrow();
        Rights ending = new Rights(null, rightsEnd, Set.of());
        movies.save(new Movie(
                FILM, new Listed("Film", 1, null, false, ending, clock.instant()), film.details(), film.source()));
        assertThat(validFor(LENGTH)).as("asked a minute later").isEqualTo(Duration.ofMinutes(31));

        Instant expiry = minute.plus(Duration.ofMinutes(12));
        lines.change("ada", line -> line.withAccess(line.bouquets(), 1, expiry, LineStatus.ACTIVE));
        assertThat(validFor(LENGTH)).as("asked two minutes later").isEqualTo(Duration.ofMinutes(10));
    }

    private Duration validFor(Duration length) {
        make(FILM, length);
        clock.advance(Duration.ofMinutes(1));
        String location = location(playback.file(ADA, FILM, TV, HOST));
        Matcher url = Pattern.compile("(http://[^?]+)\\?Policy=([^&]+)&Signature=.+&Key-Pair-Id=.+")
                .matcher(location);
        assertThat(url.matches()).isTrue();
        assertThat(url.group(1)).isEqualTo("http://tv.example:8081/hls/10/file/vod/film-10.mp4");
        String policy = new String(
                Base64.getDecoder()
                        .decode(url.group(2).replace('-', '+').replace('_', '=').replace('~', '/')),
                StandardCharsets.UTF_8);
        assertThat(policy).contains("\"Resource\":\"" + url.group(1) + "\"");
        Matcher until =
                Pattern.compile("DateLessThan\":\\{\"AWS:EpochTime\":(\\d+)").matcher(policy);
        assertThat(until.find()).isTrue();
        Instant minute = Instant.ofEpochSecond(clock.instant().getEpochSecond() / 60 * 60);
        return Duration.between(minute, Instant.ofEpochSecond(Long.parseLong(until.group(1))));
    }

    @Test
    void aProbeOfItsEndIsNoSecondSessionAndALookIsNone() {
        make(FILM, LENGTH);
        playback.file(ADA, FILM, new Viewer(TV.client(), null, false), HOST);
        assertThat(sessions.live(1, ONE)).isEmpty();
        for (int i = 0; i < 3; i++) {
            assertThat(playback.file(ADA, FILM, TV, HOST)).isInstanceOf(Answer.Redirect.class);
        }
        assertThat(sessions.live(1, ONE))
                .singleElement()
                .extracting(Session::leaseUntil)
                .isEqualTo(clock.instant().plus(LENGTH).plusSeconds(1));
        clock.advance(Duration.ofMinutes(99));
        assertThat(playback.file(ADA, FILM, PHONE, HOST))
                .as("the phone has the connection now")
                .isInstanceOf(Answer.Redirect.class);
        assertThat(playback.file(ADA, FILM, TV, HOST)).isEqualTo(refused(Refusal.FORBIDDEN));
    }

    @Test
    void anEncryptedFilmHasAKeyAndNoFile() {
        make(FILM, LENGTH);
        assets.change(FILM, asset -> {
            Packaged was = asset.packaged();
            return asset.ready(
                    new Packaged(2, was.renditions(), was.durationMillis(), was.playlist(), null, 0), clock.instant());
        });
        clock.advance(Duration.ofSeconds(1));
        ContentKey key = keys.make(FILM, 1, LENGTH);
        String ticket = ticket();

        assertThat(playback.file(ADA, FILM, TV, HOST)).isEqualTo(refused(Refusal.PLAYLISTS_ONLY));
        assertThat(sessions.live(1, ONE)).isEmpty();
        assertThat(playback.key(ticket, key.id(), TV))
                .isInstanceOfSatisfying(
                        Answer.Key.class,
                        given -> assertThat(given.key().bytes()).isEqualTo(key.bytes()));
        assertThat(sessions.live(1, ONE)).hasSize(1);
        assertThat(playback.key(ticket, keys.make(EPISODE, 1, LENGTH).id(), TV)).isEqualTo(refused(Refusal.UNKNOWN));
    }

    @Test
    void filesAreOfFilmsAndStreamsOfChannels() {
        make(FILM, LENGTH);
        assertThat(playback.stream(ADA, FILM, TV)).isEqualTo(new StreamAnswer.Refused(Refusal.FORBIDDEN));
        assertThat(playback.file(ADA, 99, TV, HOST)).isEqualTo(refused(Refusal.UNKNOWN));
        assertThat(playback.file(ADA, SERIES, TV, HOST)).isEqualTo(refused(Refusal.UNKNOWN));
    }
}
