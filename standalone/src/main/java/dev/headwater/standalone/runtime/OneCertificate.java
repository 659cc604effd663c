package dev.headwater.standalone.runtime;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.ssl.CertificateProvider;
import java.security.KeyStore;
import org.reactivestreams.Publisher;

/** Hands Micronaut the certificate that was read at the start. */
record OneCertificate(KeyStore store) implements CertificateProvider {
    static final String NAME = "server";

    @Override
    public Publisher<KeyStore> getKeyStore() {
        return Publishers.just(store);
    }

    @Override
    public String getName() {
        return NAME;
    }
}
