/**
 * The edge server: checks CloudFront signed URLs, and serves objects from memory or from their store. On AWS CloudFront
 * does the same.
 *
 * <p>A request passes {@code EdgeHandler} (one at a time per connection), {@code Routes} (paths and methods),
 * {@code UrlVerifier} (may it be seen?), {@code ObjectCache} (what is it?) and {@code Delivery} (which bytes of it?); its
 * {@code Answer} is written by {@code AnswerWriter}.
 *
 * <p>{@code EdgeServer} runs inside another process and reads its store; {@code EdgeProcess} runs by itself and reads from
 * an origin elsewhere.
 */
package dev.headwater.edge;
