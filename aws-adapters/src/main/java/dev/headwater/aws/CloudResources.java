package dev.headwater.aws;

import java.util.Map;

/**
 * What one Headwater has in an account, by the names it has there. The deployment makes it and tells the functions by their
 * environment; elsewhere the names follow from a prefix.
 *
 * @param catalogTable of DynamoDB, as the two after it: partition key {@link #PARTITION_KEY}, sort key {@link #SORT_KEY}
 * @param mediaBucket what edges serve, lists, and all else of the object store
 * @param uploadsBucket what operators send, until something is made of it
 * @param secretsPrefix before the name of every secret, with its slash
 */
public record CloudResources(
        String catalogTable,
        String accountsTable,
        String sessionsTable,
        String mediaBucket,
        String uploadsBucket,
        String secretsPrefix) {
    public static final String PARTITION_KEY = "pk";
    public static final String SORT_KEY = "sk";
    /** Of items that end: seconds since 1970, by which DynamoDB removes them some day. */
    public static final String EXPIRY = "expires";

    public static final String CATALOG_TABLE = "HEADWATER_CATALOG_TABLE";
    public static final String ACCOUNTS_TABLE = "HEADWATER_ACCOUNTS_TABLE";
    public static final String SESSIONS_TABLE = "HEADWATER_SESSIONS_TABLE";
    public static final String MEDIA_BUCKET = "HEADWATER_MEDIA_BUCKET";
    public static final String UPLOADS_BUCKET = "HEADWATER_UPLOADS_BUCKET";
    public static final String SECRETS_PREFIX = "HEADWATER_SECRETS_PREFIX";

    /** Names the secret that a request has to show in {@link #ORIGIN_HEADER}. */
    public static final String ORIGIN_SECRET = "HEADWATER_ORIGIN_SECRET";
    /** Says where {@code .ts} is redirected to. */
    public static final String STREAM_HOST = "HEADWATER_STREAM_HOST";

    /** Says what a process of the deployment is for, where it may do less than all: {@link #STREAMS}. */
    public static final String ROLE = "HEADWATER_ROLE";

    public static final String STREAMS = "streams";

    /** Carries the secret that the distribution adds to what it sends to functions. */
    public static final String ORIGIN_HEADER = "x-headwater-origin";
    /** The viewer's Host header. */
    public static final String HOST_HEADER = "x-headwater-host";
    /** The path as the viewer sent it, still encoded. */
    public static final String PATH_HEADER = "x-headwater-path";

    /** Where functions put what is too large for them to answer, in the media bucket. */
    public static final String ANSWERS = "listings/answers/";

    /** The names that follow from a prefix of {@code [a-z0-9-]}. */
    public static CloudResources named(String prefix) {
        return new CloudResources(
                prefix + "-catalog",
                prefix + "-accounts",
                prefix + "-sessions",
                prefix + "-media",
                prefix + "-uploads",
                prefix + "/");
    }

    /**
     * As a process is told of them.
     *
     * @throws IllegalArgumentException where one is missing, with its name
     */
    public static CloudResources of(Map<String, String> environment) {
        return new CloudResources(
                told(environment, CATALOG_TABLE),
                told(environment, ACCOUNTS_TABLE),
                told(environment, SESSIONS_TABLE),
                told(environment, MEDIA_BUCKET),
                told(environment, UPLOADS_BUCKET),
                told(environment, SECRETS_PREFIX));
    }

    private static String told(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("the environment does not say " + name);
        }
        return value;
    }
}
