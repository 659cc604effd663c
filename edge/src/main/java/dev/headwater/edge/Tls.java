package dev.headwater.edge;

import dev.headwater.edge.EdgeConfig.TlsFiles;
import dev.headwater.edge.EdgeConfig.TlsIdentity;
import dev.headwater.edge.EdgeConfig.TlsKeys;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLException;

/** The edge's side of TLS 1.2 and 1.3; it offers no protocol but HTTP/1.1. */
final class Tls {
    private Tls() {}

    /**
     * Makes ready what proves who the edge is.
     *
     * @throws IllegalArgumentException where a file is missing, or is not what it should be; says which
     */
    static SslContext context(TlsIdentity identity) {
        return switch (identity) {
            case TlsFiles files -> read(files);
            case TlsKeys keys -> {
                try {
                    yield context(SslContextBuilder.forServer(
                            keys.privateKey(), keys.certificateChain().toArray(X509Certificate[]::new)));
                } catch (SSLException e) {
                    throw new IllegalArgumentException("this certificate and its key can not be served with", e);
                }
            }
        };
    }

    private static SslContext read(TlsFiles files) {
        Path chain = readable("certificate", files.certificateChain());
        Path key = readable("private key", files.privateKey());
        try {
            return context(SslContextBuilder.forServer(chain.toFile(), key.toFile()));
        } catch (IOException | IllegalArgumentException e) {
            // The cause may quote the file, so it goes no further.
            throw new IllegalArgumentException("the TLS files " + chain + " and " + key
                    + " do not fit: wanted are a PEM certificate chain and its PEM private key, PKCS #8 without a"
                    + " password");
        }
    }

    private static SslContext context(SslContextBuilder builder) throws SSLException {
        return builder.sslProvider(SslProvider.JDK)
                .protocols("TLSv1.3", "TLSv1.2")
                .build();
    }

    private static Path readable(String what, Path file) {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("the " + what + " " + file + " can not be read");
        }
        return file;
    }
}
