/** Reads declarations of treating physicians. */
@NullMarked
package fr.dmp.claims.treating;

import org.jspecify.annotations.NullMarked;
