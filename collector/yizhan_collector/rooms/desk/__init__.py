"""What an officer has before them: a person's whole story and the day's duties. It only reads."""
