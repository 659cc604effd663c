package dev.headwater.edge;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The edge's side of TLS 1.2 and 1.3; it offers no protocol but HTTP/1.1. */
final class Tls {
    private Tls() {}

    /**
     * Reads the files.
     *
     * @throws IllegalArgumentException where one is missing, or is not what it should be; says which
     */
    static SslContext context(EdgeConfig.TlsFiles files) {
        Path chain = readable("certificate", files.certificateChain());
        Path key = readable("private key", files.privateKey());
        try {
            return SslContextBuilder.forServer(chain.toFile(), key.toFile())
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
        } catch (IOException | IllegalArgumentException e) {
            // The cause may quote the file, so it goes no further.
            throw new IllegalArgumentException("the TLS files " + chain + " and " + key
                    + " do not fit: wanted are a PEM certificate chain and its PEM private key, PKCS #8 without a"
                    + " password");
        }
    }

    private static Path readable(String what, Path file) {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("the " + what + " " + file + " can not be read");
        }
        return file;
    }
}
