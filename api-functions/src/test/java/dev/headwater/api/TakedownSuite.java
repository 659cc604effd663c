package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Episode;
import dev.headwater.core.catalog.Movie;
import dev.headwater.core.takedown.Takedown;
import dev.headwater.core.takedown.Takedown.Target;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is taken down is in no list and plays for nobody, from the next request on. */
abstract class TakedownSuite extends XtreamSuite {
    private Channel channel;
    private Movie film;
    private Episode episode;

    @Override
    void fill() {
        super.fill();
        channel = fill.channelOnAir("One");
        film = fill.movie("Metropolis");
        episode = fill.episode("Serial");
        fill.ready(film.id(), Duration.ofMinutes(100));
        fill.ready(episode.id(), Duration.ofMinutes(20));
        fill.slates();
        fill.edge("edge-1", 8081);
    }

    private void takeDown(Target target, int content) {
        headend.takedowns().order(target, content, new Takedown.Order("not licensed", null, false), "ann");
        publish();
    }

    private String playlist() {
        return get("/get.php?username=ada&password=s3cret-word&type=m3u_plus").text();
    }

    @Test
    void aChannelEndsForWhoPlaysIt() {
        String media = app.mediaPath(channel.id());
        String segment = app.segmentPaths(media).getLast();
        assertThat(app.get(segment).status()).isEqualTo(302);
        takeDown(Target.CHANNEL, channel.id());

        assertThat(app.get(segment).status()).isEqualTo(403);
        assertThat(app.get(media).status()).isEqualTo(403);
        assertThat(app.enter(channel.id()).status()).isEqualTo(403);
        assertThat(app.get("/live/ada/s3cret-word/" + channel.id() + ".ts").status())
                .isEqualTo(403);
    }

    @Test
    void aChannelIsInNoList() {
        assertThat(get(action("get_live_streams")).rows()).hasSize(1);
        assertThat(playlist()).contains("One");
        takeDown(Target.CHANNEL, channel.id());

        assertThat(get(action("get_live_streams")).rows()).isEmpty();
        assertThat(get(action("get_live_categories")).rows()).isEmpty();
        assertThat(playlist()).doesNotContain("One");
    }

    @Test
    void whatImportsAndChangesWriteDoesNotReviveIt() {
        takeDown(Target.CHANNEL, channel.id());
        headend.channels().save(headend.channels().find(channel.id()).orElseThrow());
        headend.channels().change(channel.id(), one -> one.running(Channel.Run.ALWAYS));
        publish();

        assertThat(app.enter(channel.id()).status()).isEqualTo(403);
        assertThat(get(action("get_live_streams")).rows()).isEmpty();
    }

    @Test
    void aFilmIsNoFileNoPlaylistAndNotTold() {
        String file = "/movie/ada/s3cret-word/" + film.id() + ".mp4";
        assertThat(app.get(file).status()).isEqualTo(302);
        takeDown(Target.MOVIE, film.id());

        assertThat(app.get(file).status()).isEqualTo(403);
        assertThat(app.get("/movie/ada/s3cret-word/" + film.id() + ".m3u8").status())
                .isEqualTo(403);
        assertThat(get(action("get_vod_info&vod_id=" + film.id())).text()).doesNotContain("Metropolis");
        assertThat(get(action("get_vod_streams")).rows()).isEmpty();
    }

    @Test
    void anEpisodeGoesAndItsSeriesStays() {
        takeDown(Target.EPISODE, episode.id());

        assertThat(app.get("/series/ada/s3cret-word/" + episode.id() + ".mp4").status())
                .isEqualTo(403);
        assertThat(get(action("get_series")).rows()).hasSize(1);
        assertThat(get(action("get_series_info&series_id=" + episode.series()))
                        .json()
                        .get("episodes"))
                .isEmpty();
        assertThat(playlist()).doesNotContain("/series/");
    }

    @Test
    void aSeriesGoesWithAllItsEpisodes() {
        takeDown(Target.SERIES, episode.series());

        assertThat(app.get("/series/ada/s3cret-word/" + episode.id() + ".m3u8").status())
                .isEqualTo(403);
        assertThat(get(action("get_series")).rows()).isEmpty();
        assertThat(playlist()).doesNotContain("Serial");
    }

    @Test
    void edgesAreToldAndAnotherProcessKnows() {
        takeDown(Target.SERIES, episode.series());

        assertThat(headend.another().takedowns().streams()).isEqualTo(Set.of(episode.id()));
        assertThat(List.copyOf(headend.takedowns().streams())).containsExactly(episode.id());
    }
}
