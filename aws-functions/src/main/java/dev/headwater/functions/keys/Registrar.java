package dev.headwater.functions.keys;

import dev.headwater.aws.CustomType;

/** Who answers which type of resource, but for key pairs, which another function makes. */
final class Registrar implements CustomResource.Work {
    private final Delivery delivery;
    private final FirstOwner owner;

    Registrar(Delivery delivery, FirstOwner owner) {
        this.delivery = delivery;
        this.owner = owner;
    }

    @Override
    public CustomResource.Made of(ResourceRequest request) {
        return switch (CustomType.of(request.type())) {
            case SIGNING_KEYS -> delivery.keys(request);
            case EDGES -> delivery.edges(request);
            case FIRST_OWNER -> owner.of(request);
            case SIGNING_KEY -> throw new IllegalArgumentException("key pairs are another function's");
        };
    }
}
