package dev.headwater.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.media.Source;
import dev.headwater.core.store.InMemorySecretStore;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.Query;
import dev.headwater.core.store.Sealer;
import dev.headwater.core.store.SecretStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceSealTest {
    private static final String SECRET = "srt://h:9000?passphrase=canary-passphrase";
    private static final String EARLIER = "seal-of-everything";
    private static final String PLAIN = "http://h/live.m3u8";

    private final InMemoryTableStore table = new InMemoryTableStore();
    private final SecretStore secrets = new InMemorySecretStore();
    private final Channels channels = channels(secrets);

    private Channels channels(SecretStore secrets) {
        return new Channels(table, new SourceSeal(secrets, EARLIER, new SecureRandom()));
    }

    private static Channel channel(int id) {
        Listed listed = Listed.plain("News", 1, Instant.EPOCH);
        return Channel.of(id, listed, List.of(new Source(SECRET, true), new Source(PLAIN)), null);
    }

    private String stored() {
        return stored("CHANNELS");
    }

    private String stored(String partition) {
        return table.query(Query.all(partition)).items().stream()
                .map(item -> item.body().json())
                .toList()
                .toString();
    }

    @Test
    void whatTellsSecretsIsSealedAndTheRestIsNot() {
        channels.save(channel(7));
        assertThat(stored()).contains("sealed:").contains(PLAIN).doesNotContain("canary");
        assertThat(channels.find(7)).hasValue(channel(7));
        assertThat(channels.list()).containsExactly(channel(7));
        assertThat(channels.change(7, channel -> channel.running(Channel.Run.OFF))
                        .orElseThrow()
                        .sources())
                .isEqualTo(channel(7).sources());
        assertThat(stored()).doesNotContain("canary");
    }

    @Test
    void whatStoodOpenIsSealedWithTheNextWrite() {
        new Channels(table).save(channel(7));
        assertThat(stored()).contains("canary");
        assertThat(channels.find(7)).hasValue(channel(7));
        var _ = channels.change(7, channel -> channel);
        assertThat(stored()).doesNotContain("canary");
    }

    @Test
    void underAnotherKeyItStaysSealedAndIsNotLost() {
        channels.save(channel(7));
        Channels others = channels(new InMemorySecretStore());
        Source source = others.find(7).orElseThrow().sources().getFirst();
        assertThat(source.kind()).isEqualTo(Source.Kind.SEALED);
        assertThat(source.toString()).isEqualTo("sealed:…");
        var _ = others.change(7, channel -> channel.running(Channel.Run.OFF));
        assertThat(channels.find(7).orElseThrow().sources())
                .isEqualTo(channel(7).sources());
    }

    @Test
    void whatWasSealedWithOtherThingsIsReadAndSealedAnewWithTheNextWrite() {
        String sealed = new Sealer(secrets, EARLIER, new SecureRandom()).seal(SECRET, "source of channel 7");
        Channel before = channel(7).withSources(List.of(new Source(Source.SEALED + sealed, true)));
        new Channels(table).save(before);
        assertThat(channels.find(7).orElseThrow().sources()).containsExactly(new Source(SECRET, true));
        var _ = channels.change(7, channel -> channel);
        Channel after = new Channels(table).find(7).orElseThrow();
        String anew = after.sources().getFirst().rest();
        assertThat(new Sealer(secrets, SourceSeal.KEY, new SecureRandom()).unseal(anew, "source of channel 7"))
                .isEqualTo(SECRET);
    }

    @Test
    void whoMayNotReadTheKeyReadsTheRestAndWritesNoSource() {
        channels.save(channel(7));
        SecretStore none = (name, create) -> {
            throw new IllegalStateException("not for this process");
        };
        Channels others = channels(none);
        assertThat(others.find(7).orElseThrow().sources().getFirst().kind()).isEqualTo(Source.Kind.SEALED);
        assertThatThrownBy(() -> others.save(channel(8))).isInstanceOf(IllegalStateException.class);
        assertThat(others.find(8)).isEmpty();
    }

    @Test
    void filmsAndEpisodesAreSealedToo() {
        SourceSeal seal = new SourceSeal(secrets, EARLIER, new SecureRandom());
        Source source = new Source("http://h/movie/ada/canary-password/1.mkv");
        Movie movie = new Movie(1, Listed.plain("Film", 1, Instant.EPOCH), Details.NONE, source);
        Episode episode = new Episode(2, 9, 1, 1, "Pilot", null, Details.NONE, source, Instant.EPOCH);
        Movies movies = new Movies(table, seal);
        SeriesShelf shelf = new SeriesShelf(table, seal);
        movies.save(movie);
        shelf.saveEpisode(episode);
        assertThat(stored("MOVIES")).contains("sealed:").doesNotContain("canary");
        assertThat(stored("EPISODES")).contains("sealed:").doesNotContain("canary");
        assertThat(movies.find(1)).hasValue(movie);
        assertThat(shelf.episode(2)).hasValue(episode);
        assertThat(new Movies(table).find(1).orElseThrow().source().kind()).isEqualTo(Source.Kind.SEALED);
    }

    @Test
    void itOpensForItsOwnChannelAlone() {
        channels.save(channel(7));
        Channel sealed = new Channels(table).find(7).orElseThrow();
        new Channels(table).save(sealed.placed(8, 1));
        assertThat(channels.find(8).orElseThrow().sources().getFirst().kind()).isEqualTo(Source.Kind.SEALED);
    }
}
