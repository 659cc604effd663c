package dev.headwater.api.play;

import dev.headwater.api.ts.TsStreams;
import dev.headwater.core.playback.StreamFormat;
import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.util.List;

/** As what channels play here: never advertised before its media path works. */
@Singleton
public final class StreamFormats {
    private final BeanProvider<TsStreams> streams;
    private final BeanProvider<StreamHost> elsewhere;

    StreamFormats(BeanProvider<TsStreams> streams, BeanProvider<StreamHost> elsewhere) {
        this.streams = streams;
        this.elsewhere = elsewhere;
    }

    public List<StreamFormat> offered() {
        return streams.isPresent() || elsewhere.isPresent() ? StreamFormat.OFFERED : List.of(StreamFormat.HLS);
    }
}
