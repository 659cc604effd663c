package dev.headwater.edge;

import static dev.headwater.edge.json.StrictJson.require;

import dev.headwater.core.net.AddressBlock;
import dev.headwater.edge.json.StrictJson;
import dev.headwater.edge.json.StrictJson.UnexpectedException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a custom policy: one statement with {@code Resource} and {@code Condition}, in it {@code DateLessThan} and at
 * will {@code DateGreaterThan} and {@code IpAddress} (CloudFront developer guide, "Values that you specify in the policy
 * statement"). White space and the order of members are free. Whatever else it holds (another condition, a member twice,
 * an escape) might be a condition this edge does not know how to honour, so it makes the document no policy.
 */
final class PolicyParser {
    /** Seconds of the next 30,000 years. */
    private static final long MAX_SECONDS = 999_999_999_999L;

    private final StrictJson json;
    private @Nullable String resource;
    private @Nullable Instant notBefore;
    private @Nullable Instant expires;
    private @Nullable AddressBlock viewers;

    private PolicyParser(byte[] document) {
        this.json = new StrictJson(document);
    }

    /** Empty where the document is anything but such a policy. */
    static Optional<Policy> parse(byte[] document) {
        try {
            return new PolicyParser(document).policy();
        } catch (UnexpectedException e) {
            return Optional.empty();
        }
    }

    private Optional<Policy> policy() {
        json.object(name -> {
            require(name.equals("Statement"));
            json.array(this::statement);
        });
        json.end();
        return resource == null || expires == null
                ? Optional.empty()
                : Optional.of(new Policy(resource, notBefore, expires, viewers));
    }

    private void statement() {
        // A second one might be a second right, or a limit of the first.
        require(resource == null && expires == null);
        json.object(name -> {
            switch (name) {
                case "Resource" -> resource = json.string();
                case "Condition" -> condition();
                default -> require(false);
            }
        });
    }

    private void condition() {
        json.object(name -> {
            switch (name) {
                case "DateLessThan" -> expires = epochTime();
                case "DateGreaterThan" -> notBefore = epochTime();
                case "IpAddress" -> viewers = sourceIp();
                default -> require(false);
            }
        });
    }

    private Instant epochTime() {
        long[] seconds = new long[1];
        json.object(name -> {
            require(name.equals("AWS:EpochTime"));
            seconds[0] = json.number();
            require(seconds[0] <= MAX_SECONDS);
        });
        return Instant.ofEpochSecond(seconds[0]);
    }

    private AddressBlock sourceIp() {
        AddressBlock[] block = new AddressBlock[1];
        json.object(name -> {
            require(name.equals("AWS:SourceIp"));
            Optional<AddressBlock> parsed = AddressBlock.parse(json.string());
            require(parsed.isPresent());
            block[0] = parsed.get();
        });
        return block[0];
    }
}
