/** Reads deliveries of insured people. */
@NullMarked
package fr.dmp.claims.insured;

import org.jspecify.annotations.NullMarked;
