package dev.headwater.edge;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.headwater.core.playback.signing.CloudFrontBase64;
import dev.headwater.core.playback.signing.SignatureAlgorithm;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Checks signed URLs as CloudFront does (developer guide, "Use signed URLs", custom policy): the policy names the URL,
 * its dates hold now, and a trusted key signed exactly its bytes.
 *
 * <p>Everything cheap is checked for each request; only the outcome of the elliptic curve is remembered, for a minute.
 * So an expiry or a key taken away bites at once, and a popular signature costs next to nothing.
 */
final class UrlVerifier {
    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int MAX_REMEMBERED = 5_000;
    private static final Verdict ALLOWED = new Verdict.Allowed();

    private final Function<String, Optional<PublicKey>> keys;
    private final InstantSource clock;
    private final AsyncCache<SignedQuery, Boolean> genuine;

    /** The executor verifies signatures: half a millisecond each, too long for an event loop */
    UrlVerifier(Function<String, Optional<PublicKey>> keys, InstantSource clock, Executor executor) {
        this.keys = keys;
        this.clock = clock;
        this.genuine = Caffeine.newBuilder()
                .maximumSize(MAX_REMEMBERED)
                .expireAfterWrite(REMEMBERED)
                .ticker(Tickers.of(clock))
                .executor(executor)
                .buildAsync();
    }

    /** Never blocks. The path is the one that was requested, without the query. */
    CompletableFuture<Verdict> verify(String host, String path, String query) {
        return SignedQuery.parse(query)
                .map(signed -> verify(host, path, signed))
                .orElseGet(() -> refused("a signature is required"));
    }

    private CompletableFuture<Verdict> verify(String host, String path, SignedQuery signed) {
        Optional<PublicKey> key = keys.apply(signed.keyPairId());
        if (key.isEmpty()) {
            return refused("unknown key");
        }
        Optional<byte[]> document = decode(signed.policy());
        Optional<Policy> parsed = document.flatMap(PolicyParser::parse);
        if (document.isEmpty() || parsed.isEmpty()) {
            return refused("not a policy this edge honours");
        }
        Policy policy = parsed.get();
        Instant now = clock.instant();
        if (policy.hasExpired(now)) {
            return refused("expired");
        }
        if (!policy.hasBegun(now)) {
            return refused("not valid yet");
        }
        if (!policy.opens(host, path)) {
            return refused("signed for another resource");
        }
        return genuine.get(signed, query -> isSigned(document.get(), query.signature(), key.get()))
                .thenApply(good -> good ? ALLOWED : Verdict.refused("wrong signature"));
    }

    private static boolean isSigned(byte[] document, String signature, PublicKey key) {
        Optional<byte[]> decoded = decode(signature);
        if (decoded.isEmpty()) {
            return false;
        }
        try {
            Signature verifier = SignatureAlgorithm.of(key).signature();
            verifier.initVerify(key);
            verifier.update(document);
            return verifier.verify(decoded.get());
        } catch (GeneralSecurityException e) {
            // Not the shape of a signature, or not a key for one.
            return false;
        }
    }

    /** Only the one text that encodes these bytes: spare bits and foreign letters would make many out of one signature. */
    private static Optional<byte[]> decode(String text) {
        return CloudFrontBase64.decode(text)
                .filter(bytes -> CloudFrontBase64.encode(bytes).equals(text));
    }

    private static CompletableFuture<Verdict> refused(String reason) {
        return CompletableFuture.completedFuture(Verdict.refused(reason));
    }
}
