package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.guide.Programme;
import dev.headwater.core.playback.CatchUp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A channel that records, while nothing of the past plays yet: apps are told of no archive anywhere. */
abstract class SilentCatchUpSuite extends XtreamSuite {
    private Channel channel;

    @Override
    void fill() {
        super.fill();
        headend.catchUp(CatchUp.SILENT);
        channel = fill.channel("One", "News", c -> Fill.described(c, "https://x.example/l.png", "one.tv", 7));
        Instant start = headend.clock().instant().minus(Duration.ofHours(3));
        headend.guide("one.tv", List.of(Programme.of(start, start.plus(Duration.ofHours(1)), "Before", "")));
    }

    @Test
    void listsTellOfNoArchive() {
        JsonNode row = get(action("get_live_streams")).rows().get(0);
        assertThat(row.get("stream_id").intValue()).isEqualTo(channel.id());
        assertThat(row.get("tv_archive").intValue()).isZero();
        assertThat(row.get("tv_archive_duration").intValue()).isZero();
        JsonNode old = get("/panel_api.php?username=ada&password=s3cret-word")
                .json()
                .at("/available_channels/" + channel.id());
        assertThat(old.get("tv_archive").intValue()).isZero();
    }

    @Test
    void theGuideTellsOfNoArchive() {
        JsonNode rows = get(action("get_simple_data_table&stream_id=" + channel.id()))
                .json()
                .get("epg_listings");
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).get("has_archive").intValue()).isZero();
    }

    @Test
    void playlistsTellOfNoArchive() {
        assertThat(get("/get.php?username=ada&password=s3cret-word").text())
                .contains("tvg-id=\"one.tv\"")
                .doesNotContain("catchup", "timeshift");
    }
}
