package dev.headwater.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

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
    private static final String PLAIN = "http://h/live.m3u8";

    private final InMemoryTableStore table = new InMemoryTableStore();
    private final Channels channels = channels(new InMemorySecretStore());

    private Channels channels(SecretStore secrets) {
        return new Channels(table, new SourceSeal(() -> new Sealer(secrets, "seal", new SecureRandom())));
    }

    private static Channel channel(int id) {
        Listed listed = Listed.plain("News", 1, Instant.EPOCH);
        return Channel.of(id, listed, List.of(new Source(SECRET, true), new Source(PLAIN)), null);
    }

    private String stored() {
        return table.query(Query.all("CHANNELS")).items().stream()
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
    void itOpensForItsOwnChannelAlone() {
        channels.save(channel(7));
        Channel sealed = new Channels(table).find(7).orElseThrow();
        new Channels(table).save(sealed.placed(8, 1));
        assertThat(channels.find(8).orElseThrow().sources().getFirst().kind()).isEqualTo(Source.Kind.SEALED);
    }
}
