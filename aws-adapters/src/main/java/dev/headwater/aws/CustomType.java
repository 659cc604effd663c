package dev.headwater.aws;

import java.util.Arrays;

/** What a deployment asks our functions to make, by the names its templates have for it. */
public enum CustomType {
    /** A key pair that signs segments' URLs. */
    SIGNING_KEY("Custom::SigningKey"),
    /** Which keys the edges trust, and what CloudFront calls them. */
    SIGNING_KEYS("Custom::SigningKeys"),
    /** Which edges are in the pool. */
    EDGES("Custom::Edges"),
    /** The link by which the first owner is made. */
    FIRST_OWNER("Custom::FirstOwner");

    private final String type;

    CustomType(String type) {
        this.type = type;
    }

    public String type() {
        return type;
    }

    /** @throws IllegalArgumentException where nothing is known of it */
    public static CustomType of(String type) {
        return Arrays.stream(values())
                .filter(known -> known.type.equals(type))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing is known of " + type));
    }
}
