package dev.headwater.infra;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a deployment may be told by {@code -c key=value}. Nothing has to be: every value has a default.
 *
 * @param name before the names of stacks and secrets; tells several deployments of one account apart
 * @param region of all stacks but the small one that CloudFront wants in us-east-1
 * @param ephemeral whether destroying it takes tables, buckets and logs along
 * @param edges how many distributions serve segments
 * @param originShield the region whose shield stands between edges and bucket
 * @param hostedZone of Route 53, in which the domain's records are made
 * @param budget US dollars a month, of which the account's owner is warned
 * @param image of worker and stream host; empty: built from the Dockerfile
 * @param signingKeys the numbers of the two key pairs the edges trust
 * @param setupLink another number than before asks for another link for the first owner
 * @param workers how many at most
 * @param streamHosts how many at most
 * @param push where encoders push channels to; empty: nowhere
 */
public record Settings(
        String name,
        String region,
        boolean ephemeral,
        int edges,
        Optional<String> originShield,
        Optional<String> domain,
        Optional<String> hostedZone,
        Optional<String> alarmEmail,
        int budget,
        Optional<String> image,
        List<Integer> signingKeys,
        int setupLink,
        int workers,
        int streamHosts,
        List<PushPort> push) {
    /** Each is a distribution, of which an account has 200 at first. */
    private static final int MAX_EDGES = 50;

    private static final int MAX_TASKS = 500;
    private static final int MAX_BUDGET = 10_000_000;
    private static final int MAX_KEY = 9_999;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");
    private static final Pattern DOMAIN =
            Pattern.compile("(?=.{4,200}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}");
    private static final Pattern ZONE = Pattern.compile("Z[A-Z0-9]{3,31}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{3,190}");
    private static final Pattern IMAGE = Pattern.compile("[\\w.:/@-]{1,300}");
    private static final Pattern ANYTHING = Pattern.compile(".{1,500}");
    private static final Pattern KEY = Pattern.compile("[\\w-]+");
    /** Keys that the CDK's command line keeps in files of its own, and which look like ours. */
    private static final Set<String> OF_THE_CDK = Set.of("acknowledged-issue-numbers", "cli-telemetry");

    private static final Pattern KEYS = Pattern.compile("\\d{1,4},\\d{1,4}");

    /**
     * @param context what {@code -c} says, and the CDK's own keys
     * @param defaultRegion where it says none
     * @throws IllegalArgumentException with a sentence that names the key
     */
    public static Settings of(Map<String, ?> context, String defaultRegion) {
        Context told = new Context(context, new LinkedHashSet<>());
        Settings settings = new Settings(
                told.text("name", NAME, "lower-case letters, digits and -").orElse("headwater"),
                told.text("region", REGION, "a region's name").orElse(defaultRegion),
                told.flag("ephemeral"),
                told.number("edges", 2, 1, MAX_EDGES),
                told.text("originShield", REGION, "a region's name"),
                told.text("domain", DOMAIN, "a host's name"),
                told.text("hostedZone", ZONE, "the id of a hosted zone"),
                told.text("alarmEmail", EMAIL, "an e-mail address"),
                told.number("budget", 100, 1, MAX_BUDGET),
                told.text("image", IMAGE, "a container image with its tag"),
                keys(told.text("signingKeys", KEYS, "two numbers, as 1,2").orElse("1,2")),
                told.number("setupLink", 1, 1, MAX_KEY),
                told.number("workers", 4, 1, MAX_TASKS),
                told.number("streamHosts", 4, 1, MAX_TASKS),
                told.text("push", ANYTHING, "ports").map(PushPort::all).orElse(List.of()));
        told.refuseOthers();
        if (settings.hostedZone().isPresent() && settings.domain().isEmpty()) {
            throw new IllegalArgumentException("-c hostedZone is of no use without -c domain");
        }
        return settings;
    }

    /** The id of a stack. */
    public String stack(String purpose) {
        return name + "-" + purpose;
    }

    /** What an operator should know before deploying it so. */
    public Optional<String> warning() {
        return alarmEmail.isPresent()
                ? Optional.empty()
                : Optional.of("nobody is told of alarms: -c alarmEmail=ADDRESS says who is");
    }

    private static List<Integer> keys(String text) {
        List<Integer> keys =
                Arrays.stream(text.split(",", -1)).map(Integer::valueOf).toList();
        if (keys.getFirst().equals(keys.getLast()) || keys.stream().anyMatch(key -> key < 1 || key > MAX_KEY)) {
            throw new IllegalArgumentException("-c signingKeys is two numbers from 1 to " + MAX_KEY + ", as 1,2");
        }
        return keys;
    }

    /**
     * Values of {@code -c} are texts; those of {@code cdk.json} may be numbers and booleans.
     *
     * @param known the keys that were asked for
     */
    private record Context(Map<String, ?> values, Set<String> known) {
        /** A slip of the pen would deploy something else than was meant. */
        void refuseOthers() {
            values.keySet().stream()
                    .filter(key -> KEY.matcher(key).matches() && !known.contains(key) && !OF_THE_CDK.contains(key))
                    .findFirst()
                    .ifPresent(key -> {
                        throw new IllegalArgumentException(
                                "there is no -c " + key + "; there are: " + String.join(", ", known));
                    });
        }

        Optional<String> text(String key, Pattern shape, String expected) {
            known.add(key);
            Optional<String> value =
                    Optional.ofNullable(values.get(key)).map(Object::toString).filter(text -> !text.isBlank());
            value.filter(text -> !shape.matcher(text).matches()).ifPresent(wrong -> {
                throw new IllegalArgumentException("-c " + key + " is " + expected);
            });
            return value;
        }

        boolean flag(String key) {
            return text(key, Pattern.compile("true|false"), "true or false")
                    .map(Boolean::valueOf)
                    .orElse(false);
        }

        int number(String key, int otherwise, int least, int most) {
            String expected = "a whole number from " + least + " to " + most;
            int number = text(key, Pattern.compile("\\d{1,9}(\\.0+)?"), expected)
                    .map(text -> (int) Double.parseDouble(text))
                    .orElse(otherwise);
            if (number < least || number > most) {
                throw new IllegalArgumentException("-c " + key + " is " + expected);
            }
            return number;
        }
    }
}
