package dev.headwater.api.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Episode;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Series;
import dev.headwater.core.media.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an import leaves as it is: what an operator gave, what others made, what another source brought. */
class ImportKeepsTest extends M3uFixture {
    @Test
    void whatAnOperatorGaveAChannelStays() throws IOException {
        importing.done(request());
        int id = importing.channels().getFirst().id();
        importing
                .catalog
                .channels()
                .change(id, channel -> channel.running(Channel.Run.ALWAYS).withGuideId("mine"));
        rewrite(lines ->
                lines.stream().map(line -> line.replace("user/secret", "x/y")).toList());

        importing.done(request());

        Channel channel = importing.catalog.channels().find(id).orElseThrow();
        assertThat(channel.run()).isEqualTo(Channel.Run.ALWAYS);
        assertThat(channel.sources().getFirst().url()).contains("x/y");
    }

    @Test
    void sourcesThatWereAddedByHandStayAroundTheImportsOwn() throws IOException {
        importing.done(request());
        Channel before = importing.channels().getFirst();
        Source first = new Source("http://first.example/a.ts");
        Source backup = new Source("udp://@239.0.0.1:5000", true);
        importing.catalog.channels().change(before.id(), channel -> withSources(channel, first, backup));
        rewrite(lines ->
                lines.stream().map(line -> line.replace("user/secret", "x/y")).toList());
        importing.done(request());
        assertThat(sources(before.id()))
                .satisfiesExactly(
                        one -> assertThat(one).isEqualTo(first),
                        one -> assertThat(one.url()).contains("x/y"),
                        one -> assertThat(one).isEqualTo(backup));

        importing
                .catalog
                .channels()
                .change(
                        before.id(),
                        channel -> new Channel(
                                channel.id(),
                                channel.listed(),
                                channel.position(),
                                List.of(backup),
                                channel.ladder(),
                                channel.guideId(),
                                channel.archiveDays(),
                                channel.radio(),
                                channel.run()));
        rewrite(lines -> lines.stream().map(line -> line.replace("x/y", "v/w")).toList());
        importing.done(request());
        assertThat(sources(before.id()))
                .satisfiesExactly(
                        one -> assertThat(one.url()).contains("v/w"),
                        one -> assertThat(one).isEqualTo(backup));
    }

    private List<Source> sources(int channel) {
        return importing.catalog.channels().find(channel).orElseThrow().sources();
    }

    private static Channel withSources(Channel channel, Source before, Source after) {
        return new Channel(
                channel.id(),
                channel.listed(),
                channel.position(),
                List.of(before, channel.sources().getFirst(), after),
                channel.ladder(),
                channel.guideId(),
                channel.archiveDays(),
                channel.radio(),
                channel.run());
    }

    @Test
    void twoSourcesDoNotTouchEachOther() throws IOException {
        importing.done(request());
        Path other = folder.resolve("other.m3u");
        Files.writeString(other, "#EXTM3U\n#EXTINF:-1 group-title=\"Live 1\",Mine\nhttp://h.example/1.ts\n");

        importing.done(Importing.m3u(other));

        assertThat(importing.channels()).hasSize(1201);
        assertThat(importing.imports.list())
                .extracting(ImportRun::name)
                .containsExactly("m3u-list.m3u", "m3u-other.m3u");
    }

    @Test
    void ofAChannelThatOnlyMovedAllElseStays() throws IOException {
        importing.done(request());
        Channel first = importing.channels().getFirst();
        importing
                .catalog
                .channels()
                .change(
                        first.id(),
                        channel -> channel.running(Channel.Run.OFF)
                                .withListed(Listed.plain("Mine", channel.category(), importing.clock.instant())));
        Channel second = importing.channels().get(1);
        importing.catalog.channels().delete(second.id());
        rewrite(lines -> lines.stream()
                .map(line -> line.replaceFirst("tvg-chno=\"(\\d+)\"", "tvg-chno=\"1$1\""))
                .toList());

        assertThat(importing.done(request()).moved()).isEqualTo(1200);

        Channel moved = importing.catalog.channels().find(first.id()).orElseThrow();
        assertThat(moved.name()).isEqualTo("Mine");
        assertThat(moved.run()).isEqualTo(Channel.Run.OFF);
        assertThat(moved.position()).isEqualTo(11);
        assertThat(importing.catalog.channels().find(second.id())).isEmpty();
    }

    @Test
    void aPrivateServerStaysAllowedAndNoOtherBecomesSo() throws IOException {
        Files.writeString(file, "#EXTM3U\n#EXTINF:-1,A\nhttp://h.example/1.ts\n#EXTINF:-1,B\nhttp://h.example/2.ts\n");
        importing.done(request());
        importing
                .channels()
                .forEach(channel -> importing
                        .catalog
                        .channels()
                        .save(new Channel(
                                channel.id(),
                                channel.listed(),
                                channel.position(),
                                List.of(new Source(channel.sources().getFirst().url(), true)),
                                null,
                                null,
                                0,
                                false,
                                channel.run())));
        Files.writeString(file, "#EXTM3U\n#EXTINF:-1,A\nhttp://h.example/9.ts\n#EXTINF:-1,B\nhttp://x.example/2.ts\n");

        assertThat(importing.done(request()).changed()).isEqualTo(2);

        assertThat(importing.channels())
                .extracting(channel -> channel.sources().getFirst().allowsPrivate())
                .containsExactly(true, false);
    }

    @Test
    void aSeriesWithEpisodesOfSomebodyElseStays() throws IOException {
        importing.done(request());
        Series show = importing.series().getFirst();
        Episode own = importing.catalog.series().episodes(show.id()).getFirst();
        Episode byHand = new Episode(
                1_000_000, show.id(), 9, 9, "Mine", null, own.details(), own.source(), importing.clock.instant());
        importing.catalog.series().saveEpisode(byHand);
        importing.assets.want(own.id());
        rewrite(lines -> lines.subList(0, 2401));

        ImportRun run = importing.run(Importing.with(request(), false, true, null, false));

        assertThat(run.state()).isEqualTo(ImportRun.DONE);
        assertThat(importing.series()).extracting(Series::id).containsExactly(show.id());
        assertThat(importing.catalog.series().episodes(show.id())).containsExactly(byHand);
        assertThat(importing.assets.find(own.id())).isEmpty();
        assertThat(run.notes()).anySatisfy(note -> assertThat(note).contains("series " + show.id(), "stays here"));
    }
}
