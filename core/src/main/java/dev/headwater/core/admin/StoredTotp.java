package dev.headwater.core.admin;

/**
 * The second factor of a person.
 *
 * @param sealed the secret they share with their app, sealed
 * @param usedStep the 30-second step of the last code that was taken: no code of it or before is taken again
 */
public record StoredTotp(String sealed, long usedStep) {
    @Override
    public String toString() {
        return "StoredTotp[…]";
    }
}
