/** Who may watch what: lines, their passwords, bouquets, and who asks. */
package dev.headwater.core.account;
