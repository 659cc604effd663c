package dev.headwater.api.admin.catalog;

import dev.headwater.core.media.RtmpSource;
import dev.headwater.core.media.Source;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/** What encoders have to know to push to a channel. */
final class StreamKeys {
    private static final int BYTES = 18;

    /** Stands for a name of this machine: what encoders reach it by, nobody here knows. */
    private static final String HERE = "THIS-SERVER";

    private final SecureRandom random;

    StreamKeys(SecureRandom random) {
        this.random = random;
    }

    /** Of 144 bits. */
    String next() {
        byte[] key = new byte[BYTES];
        random.nextBytes(key);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }

    /** Where an encoder such as OBS pushes to: all but the last part is its server, the last part its stream key. */
    static List<String> urls(List<Source> sources) {
        return sources.stream()
                .filter(source -> source.kind() == Source.Kind.RTMP && source.listens())
                .map(Source::rtmp)
                .map(StreamKeys::url)
                .toList();
    }

    private static String url(RtmpSource source) {
        String host = source.host().isEmpty() ? HERE : source.host();
        return "rtmp://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + source.port() + "/" + source.app()
                + "/" + source.stream();
    }
}
