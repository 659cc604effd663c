package dev.headwater.edge;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.headwater.core.playback.signing.CloudFrontBase64;
import dev.headwater.edge.SignedQuery.Hash;
import dev.headwater.edge.SignedQuery.Terms;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Checks signed URLs as CloudFront does (developer guide, "Use signed URLs", canned and custom policies): the policy names
 * the URL, its dates hold now, it admits the viewer, and a trusted key signed exactly its bytes. Keys are ECDSA P-256 or
 * RSA, over SHA-1 or, where the URL says so, SHA-256.
 *
 * <p>Everything cheap is checked for each request; remembered are only the outcome of the signature, for a minute, and
 * what a text of a policy says. So an expiry or a key taken away bites at once, and a popular signature costs next to
 * nothing.
 */
final class UrlVerifier {
    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int MAX_REMEMBERED = 5_000;
    /** Anybody may send policies: few and short ones are kept, what they mean for a request is not. */
    private static final int MAX_POLICIES = 2_000;

    private static final int LONGEST_REMEMBERED = 1_000;
    private static final Verdict ALLOWED = new Verdict.Allowed();

    private final Function<String, Optional<PublicKey>> keys;
    private final InstantSource clock;
    private final AsyncCache<Signed, Boolean> genuine;
    private final Cache<String, Read> policies;

    /**
     * What a viewer wants to see.
     *
     * @param origin scheme, host and port as the viewer named them
     * @param path as it was requested, without the query
     */
    record Asked(String origin, String path, String query, InetAddress viewer) {}

    /** A policy, the document of it that was signed, and whether it is about what was asked for. */
    private record Claim(String document, Policy policy, boolean opens) {}

    /** A custom policy and the text it was read from: whoever watches a stream in the same minute sends the same one. */
    private record Read(String document, Policy policy) {}

    private record Signed(String document, String signature, PublicKey key, Hash hash) {}

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
        this.policies = Caffeine.newBuilder()
                .maximumSize(MAX_POLICIES)
                .executor(Runnable::run)
                .build();
    }

    /** Never blocks. */
    CompletableFuture<Verdict> verify(Asked asked) {
        return SignedQuery.parse(asked.query())
                .map(query -> verify(asked, query))
                .orElseGet(() -> refused("a signature is required"));
    }

    private CompletableFuture<Verdict> verify(Asked asked, SignedQuery query) {
        Optional<PublicKey> key = keys.apply(query.keyPairId());
        if (key.isEmpty()) {
            return refused("unknown key");
        }
        Optional<Claim> claim = switch (query.terms()) {
            case Terms.Custom(String policy) -> custom(asked, policy);
            case Terms.Canned(String expires) -> canned(asked, expires, query.other());
        };
        if (claim.isEmpty()) {
            return refused("not a policy this edge honours");
        }
        Policy policy = claim.get().policy();
        Instant now = clock.instant();
        if (policy.hasExpired(now)) {
            return refused("expired");
        }
        if (!policy.hasBegun(now)) {
            return refused("not valid yet");
        }
        if (!claim.get().opens()) {
            return refused("signed for another resource");
        }
        if (!policy.admits(asked.viewer())) {
            return refused("signed for another address");
        }
        Signed signed = new Signed(claim.get().document(), query.signature(), key.get(), query.hash());
        return genuine.get(signed, UrlVerifier::isGenuine)
                .thenApply(good -> good ? ALLOWED : Verdict.refused("wrong signature"));
    }

    private Optional<Claim> custom(Asked asked, String encoded) {
        return read(encoded)
                .map(read ->
                        new Claim(read.document(), read.policy(), read.policy().opens(asked.origin(), asked.path())));
    }

    private Optional<Read> read(String encoded) {
        Read known = policies.getIfPresent(encoded);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Read> read = decode(encoded)
                .flatMap(document -> PolicyParser.parse(document)
                        .map(policy -> new Read(new String(document, StandardCharsets.ISO_8859_1), policy)));
        if (encoded.length() <= LONGEST_REMEMBERED) {
            read.ifPresent(r -> policies.put(encoded, r));
        }
        return read;
    }

    private static Optional<Claim> canned(Asked asked, String expires, String otherQuery) {
        String url = asked.origin() + asked.path();
        String resource = otherQuery.isEmpty() ? url : url + "?" + otherQuery;
        return CannedPolicy.document(resource, expires)
                .map(document -> new Claim(document, CannedPolicy.policy(resource, expires), true));
    }

    private static boolean isGenuine(Signed signed) {
        Optional<byte[]> signature = decode(signed.signature());
        Optional<String> algorithm = algorithm(signed.key(), signed.hash());
        if (signature.isEmpty() || algorithm.isEmpty()) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance(algorithm.get());
            verifier.initVerify(signed.key());
            verifier.update(signed.document().getBytes(StandardCharsets.ISO_8859_1));
            return verifier.verify(signature.get());
        } catch (GeneralSecurityException e) {
            // Not the shape of a signature, or not a key for one.
            return false;
        }
    }

    private static Optional<String> algorithm(PublicKey key, Hash hash) {
        return switch (key) {
            case ECPublicKey _ -> Optional.of(hash + "withECDSA");
            case RSAPublicKey _ -> Optional.of(hash + "withRSA");
            default -> Optional.empty();
        };
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
